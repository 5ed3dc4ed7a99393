package org.lvsdirector.healthcheck.agent;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.Lines;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Reads a line from an agent (see {@link AgentWords}). An agent that does not answer is a failure;
 * HAProxy would take it for no news.
 *
 * @param send sent first, each character a byte (ISO 8859-1); empty = nothing
 */
public record AgentProbe(Optional<String> send, Optional<Tls> tls) implements DialogueProbe {
  @Override
  public String title() {
    return "agent";
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new AgentDialogue(send);
  }

  private static final class AgentDialogue implements Dialogue {
    private Optional<String> send;

    AgentDialogue(Optional<String> send) {
      this.send = send;
    }

    @Override
    public Step next(ByteBuf in) {
      if (send.isPresent()) {
        byte[] bytes = send.get().getBytes(StandardCharsets.ISO_8859_1);
        send = Optional.empty();
        return Step.say(bytes);
      }
      Optional<String> line = Lines.next(in);
      return line.isPresent() ? AgentWords.of(line.get()) : Step.await("no line");
    }

    @Override
    public Step ended(ByteBuf in) {
      return in.isReadable()
          ? AgentWords.of(in.toString(StandardCharsets.UTF_8))
          : Step.failed("connection closed by the server");
    }
  }
}

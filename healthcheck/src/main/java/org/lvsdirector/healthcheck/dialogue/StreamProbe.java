package org.lvsdirector.healthcheck.dialogue;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.BodySearch;
import org.lvsdirector.healthcheck.text.Lines;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Sends something, or nothing, and waits for something in answer, or for nothing.
 *
 * @param send sent first; each character is a byte (ISO 8859-1)
 * @param reply must be found in the first 16 KiB of the answer, of which each byte is a character;
 *     empty = the connection alone is enough
 */
public record StreamProbe(Optional<String> send, Optional<Regex> reply, Optional<Tls> tls)
    implements DialogueProbe {
  private static final int LONGEST_REPLY = 16 * 1024;

  /** Characters looked at in all searches of one probe; some milliseconds of work. */
  private static final int BUDGET = 1_000_000;

  @Override
  public String title() {
    return tls.isPresent() ? "TLS" : "TCP";
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new Exchange(send, reply);
  }

  private static final class Exchange implements Dialogue {
    private final Optional<Regex> reply;
    private final Optional<Pattern> pattern;
    private Optional<String> send;
    private int searches;

    Exchange(Optional<String> send, Optional<Regex> reply) {
      this.send = send;
      this.reply = reply;
      pattern = reply.map(Regex::pattern);
    }

    @Override
    public Step next(ByteBuf in) {
      if (send.isPresent()) {
        byte[] bytes = send.get().getBytes(StandardCharsets.ISO_8859_1);
        send = Optional.empty();
        return Step.say(bytes);
      }
      if (pattern.isEmpty()) {
        return Step.ok("connected");
      }
      return in.isReadable() ? search(in) : Step.await("no answer");
    }

    private Step search(ByteBuf in) {
      int length = Math.min(in.readableBytes(), LONGEST_REPLY);
      String said = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
      // A regular expression is searched for from the start each time, which a server that drips
      // byte by byte could make much of.
      searches++;
      BodySearch.Outcome found = BodySearch.search(pattern.get(), said, BUDGET / searches);
      String wanted = reply.orElseThrow().text();
      return switch (found) {
        case FOUND -> Step.ok("answered " + Lines.shown(said));
        case TOO_COSTLY ->
            Step.failed(
                "searching the answer's " + length + " bytes for " + wanted + " costs too much");
        default ->
            length == LONGEST_REPLY
                ? Step.failed("no " + wanted + " in the answer's first " + length + " bytes")
                : Step.await("answered " + Lines.shown(said) + " but no " + wanted);
      };
    }

    @Override
    public Step ended(ByteBuf in) {
      String said = in.toString(StandardCharsets.ISO_8859_1);
      return Step.failed(
          said.isEmpty()
              ? "connection closed by the server"
              : "answered " + Lines.shown(said) + " but no " + reply.orElseThrow().text());
    }
  }
}

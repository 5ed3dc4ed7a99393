package org.lvsdirector.healthcheck.mail;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/** Greeting, perhaps STLS (RFC 2595), QUIT. */
final class Pop3Dialogue implements Dialogue {
  private enum Stage {
    GREETING,
    STLS,
    HANDSHAKE,
    QUIT
  }

  private final boolean startTls;
  private Stage stage = Stage.GREETING;
  private String greeting = "";

  Pop3Dialogue(boolean startTls) {
    this.startTls = startTls;
  }

  @Override
  public Step next(ByteBuf in) {
    if (stage == Stage.HANDSHAKE) {
      return quit();
    }
    Optional<String> line = Lines.next(in);
    if (line.isEmpty()) {
      return Step.await(stage == Stage.GREETING ? "no greeting" : "no answer to " + stage);
    }
    String reply = line.get();
    if (!reply.startsWith("+OK")) {
      return Step.failed((reply.startsWith("-ERR") ? "" : "no POP3: ") + Lines.shown(reply));
    }
    return switch (stage) {
      case GREETING -> {
        greeting = Lines.shown(reply);
        if (!startTls) {
          yield quit();
        }
        stage = Stage.STLS;
        yield Step.say("STLS\r\n");
      }
      case STLS -> {
        stage = Stage.HANDSHAKE;
        yield new Step.Encrypt();
      }
      default -> Step.ok(greeting);
    };
  }

  private Step quit() {
    stage = Stage.QUIT;
    return Step.say("QUIT\r\n");
  }
}

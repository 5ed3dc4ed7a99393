package org.lvsdirector.healthcheck.mail;

import io.netty.buffer.ByteBuf;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/** Greeting, perhaps STARTTLS, NOOP, LOGOUT. */
final class ImapDialogue implements Dialogue {
  private enum Stage {
    GREETING,
    START_TLS,
    HANDSHAKE,
    NOOP
  }

  private final boolean startTls;
  private Stage stage = Stage.GREETING;
  private String greeting = "";

  ImapDialogue(boolean startTls) {
    this.startTls = startTls;
  }

  @Override
  public Step next(ByteBuf in) {
    if (stage == Stage.HANDSHAKE) {
      return noop();
    }
    Optional<String> line = Lines.next(in);
    // A server may tell of anything at any time in untagged lines (RFC 9051, 7).
    while (stage != Stage.GREETING && line.filter(it -> it.startsWith("* ")).isPresent()) {
      if (words(line.get()).startsWith("* BYE")) {
        return Step.failed(Lines.shown(line.get()));
      }
      line = Lines.next(in);
    }
    if (line.isEmpty()) {
      return Step.await(stage == Stage.GREETING ? "no greeting" : "no answer to " + stage);
    }
    String reply = line.get();
    return switch (stage) {
      case GREETING -> greeted(reply);
      case START_TLS -> {
        stage = Stage.HANDSHAKE;
        yield words(reply).startsWith("A1 OK") ? new Step.Encrypt() : refused(reply);
      }
      default ->
          words(reply).startsWith("A2 OK") ? Step.ok(greeting, "a3 LOGOUT\r\n") : refused(reply);
    };
  }

  private Step greeted(String reply) {
    String words = words(reply);
    if (!words.startsWith("* OK") && !words.startsWith("* PREAUTH")) {
      return Step.failed(words.startsWith("* BYE") ? Lines.shown(reply) : noImap(reply));
    }
    greeting = Lines.shown(reply.substring(2));
    if (startTls) {
      stage = Stage.START_TLS;
      return Step.say("a1 STARTTLS\r\n");
    }
    return noop();
  }

  private Step noop() {
    stage = Stage.NOOP;
    return Step.say("a2 NOOP\r\n");
  }

  private static Step refused(String reply) {
    return Step.failed(Lines.shown(reply));
  }

  private static String noImap(String reply) {
    return "no IMAP: " + Lines.shown(reply);
  }

  private static String words(String line) {
    return line.toUpperCase(Locale.ROOT);
  }
}

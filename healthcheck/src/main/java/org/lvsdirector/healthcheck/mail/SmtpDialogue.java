package org.lvsdirector.healthcheck.mail;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/** Banner, EHLO, perhaps STARTTLS and EHLO again, QUIT. */
final class SmtpDialogue implements Dialogue {
  /** The last line of a reply has a space after the code, or nothing (RFC 5321, 4.2.1). */
  private static final Pattern LAST = Pattern.compile("[2-5]\\d\\d(?: .*)?");

  private static final Pattern EARLIER = Pattern.compile("[2-5]\\d\\d-.*");

  private enum Stage {
    BANNER,
    HELLO,
    START_TLS,
    HANDSHAKE
  }

  private final String greeting;
  private final boolean startTls;
  private Stage stage = Stage.BANNER;
  private boolean encrypted;
  private String banner = "";

  SmtpDialogue(String greeting, boolean startTls) {
    this.greeting = greeting;
    this.startTls = startTls;
  }

  @Override
  public Step next(ByteBuf in) {
    if (stage == Stage.HANDSHAKE) {
      encrypted = true;
      return hello();
    }
    Optional<String> line = Lines.next(in);
    while (line.isPresent() && EARLIER.matcher(line.get()).matches()) {
      line = Lines.next(in);
    }
    if (line.isEmpty()) {
      return Step.await(stage == Stage.BANNER ? "no banner" : "no answer to " + asked());
    }
    String reply = line.get();
    if (!LAST.matcher(reply).matches()) {
      return Step.failed("no SMTP: " + Lines.shown(reply));
    }
    return reply.startsWith(stage == Stage.HELLO ? "25" : "220")
        ? advance(reply)
        : Step.failed(Lines.shown(reply) + ", in answer to " + asked());
  }

  private Step advance(String reply) {
    switch (stage) {
      case BANNER -> {
        banner = Lines.shown(reply);
        return hello();
      }
      case HELLO -> {
        if (startTls && !encrypted) {
          stage = Stage.START_TLS;
          return Step.say("STARTTLS\r\n");
        }
        return Step.ok(banner, "QUIT\r\n");
      }
      default -> {
        stage = Stage.HANDSHAKE;
        return new Step.Encrypt();
      }
    }
  }

  private Step hello() {
    stage = Stage.HELLO;
    return Step.say("EHLO " + greeting + "\r\n");
  }

  private String asked() {
    return switch (stage) {
      case BANNER -> "the connection";
      case HELLO -> "EHLO";
      default -> "STARTTLS";
    };
  }
}

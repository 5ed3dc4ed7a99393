package org.lvsdirector.healthcheck.dialogue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.tls.Encryption;

/** What to do next in a conversation. */
public sealed interface Step {
  /** Wait until more comes; {@code lacking} is what does not come, e.g. {@code no banner}. */
  record Await(String lacking) implements Step {}

  /** Send something. */
  record Say(ByteBuf bytes) implements Step {}

  /** Go on in TLS, as client; nothing may be left unread. */
  record Encrypt() implements Step {}

  /**
   * End it.
   *
   * @param how in words, for people
   * @param farewell sent before the connection is closed; may be empty
   */
  record End(Outcome outcome, String how, Findings findings, ByteBuf farewell) implements Step {
    /** The same with what else came to light. */
    public End with(Findings more) {
      return new End(outcome, how, more, farewell);
    }

    /** The same with what TLS brought to light, if it was spoken. */
    public End over(Optional<Encryption> encryption) {
      if (encryption.isEmpty() || outcome != Outcome.OK) {
        return this;
      }
      Findings all = encryption.get().complete(findings);
      return new End(outcome, how + encryption.get().warning(all), all, farewell);
    }

    /** Ends an attempt accordingly. */
    public void settle(Attempt attempt) {
      switch (outcome) {
        case OK -> attempt.ok(how, findings);
        case FAILED -> attempt.failed(how);
        default -> attempt.unable(how);
      }
    }
  }

  /** Waits. */
  static Step await(String lacking) {
    return new Await(lacking);
  }

  /** Sends bytes. */
  static Step say(byte... bytes) {
    return new Say(Unpooled.wrappedBuffer(bytes));
  }

  /** Sends text in UTF-8. */
  static Step say(String text) {
    return say(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The server works. */
  static End ok(String how) {
    return ok(how, new byte[0]);
  }

  /** The server works; says goodbye in UTF-8. */
  static End ok(String how, String farewell) {
    return ok(how, farewell.getBytes(StandardCharsets.UTF_8));
  }

  /** The server works; says goodbye. */
  static End ok(String how, byte[] farewell) {
    return new End(Outcome.OK, how, Findings.NONE, Unpooled.wrappedBuffer(farewell));
  }

  /** The server does not work. */
  static End failed(String how) {
    return new End(Outcome.FAILED, how, Findings.NONE, Unpooled.EMPTY_BUFFER);
  }

  /** The server cannot be asked as this machine is set up. */
  static End unable(String how) {
    return new End(Outcome.UNABLE, how, Findings.NONE, Unpooled.EMPTY_BUFFER);
  }
}

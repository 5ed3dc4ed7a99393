package org.lvsdirector.healthcheck.dialogue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.healthcheck.Outcome;

/** Plays the server of a {@link Dialogue}, without any network. */
public final class Script {
  private final Dialogue dialogue;
  private final ByteBuf in = Unpooled.buffer();

  /** A conversation that has just begun. */
  public Script(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  /** What the dialogue does next without anything new. */
  public Step next() {
    return dialogue.next(in);
  }

  /** What it does after the server has said this. */
  public Step hears(String text) {
    return hears(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What it does after the server has sent this. */
  public Step hears(byte[] bytes) {
    in.writeBytes(bytes);
    return dialogue.next(in);
  }

  /** What it does once the server has closed. */
  public Step ends() {
    return dialogue.ended(in);
  }

  /** A step in words: {@code say …}, {@code await …}, {@code encrypt}, {@code OK …}. */
  public static String words(Step step) {
    if (step instanceof Step.Say it) {
      return "say " + it.bytes().toString(StandardCharsets.ISO_8859_1);
    }
    if (step instanceof Step.Await it) {
      return "await " + it.lacking();
    }
    if (step instanceof Step.End it) {
      String farewell = it.farewell().toString(StandardCharsets.ISO_8859_1);
      return it.outcome() + " " + it.how() + (farewell.isEmpty() ? "" : ", then " + farewell);
    }
    return "encrypt";
  }

  /** The bytes of a step in hexadecimal. */
  public static String hex(Step step) {
    return ByteBufUtil.hexDump(((Step.Say) step).bytes());
  }

  /** Whether a step ends in failure. */
  public static boolean isFailure(Step step) {
    return step instanceof Step.End it && it.outcome() == Outcome.FAILED;
  }
}

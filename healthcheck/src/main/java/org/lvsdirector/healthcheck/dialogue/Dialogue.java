package org.lvsdirector.healthcheck.dialogue;

import io.netty.buffer.ByteBuf;

/**
 * The prober's side of a conversation over a byte stream. It does no input or output of its own:
 * told what came, it says what to do next. Each probe has one of its own.
 */
@FunctionalInterface
public interface Dialogue {
  /**
   * What to do next. Asked once the connection stands, whenever more has come, and after each thing
   * it did.
   *
   * @param in what has come and was not read yet; what is read from it is gone
   */
  Step next(ByteBuf in);

  /** What to make of it that the server has closed the connection, perhaps leaving something. */
  default Step ended(ByteBuf in) {
    return Step.failed("connection closed by the server");
  }
}

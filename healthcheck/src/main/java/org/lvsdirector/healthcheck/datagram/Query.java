package org.lvsdirector.healthcheck.datagram;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Step;

/** A question in a datagram, and which datagram answers it. Each probe has one of its own. */
public interface Query {
  /** What to send. */
  ByteBuf question();

  /** What a datagram from the server means; empty = it is no answer to this question. */
  Optional<Step.End> answer(ByteBuf datagram);

  /** What to make of silence; empty = it is a failure. */
  default Optional<Step.End> silence() {
    return Optional.empty();
  }
}

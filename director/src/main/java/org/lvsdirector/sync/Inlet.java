package org.lvsdirector.sync;

import org.lvsdirector.sync.Frame.Data;

/** Keeps count of one peer's stream. Not thread-safe. */
final class Inlet {
  /** What a frame is to its receiver. */
  enum Verdict {
    /** The next one. */
    NEXT,
    /** The next one that there is, but something before it is missing. */
    GAP,
    /** One that was dealt with before. */
    KNOWN
  }

  private boolean begun;
  private long stream;
  private long number;
  private long lost;

  Verdict take(Data frame) {
    boolean same = begun && frame.stream() == stream;
    if (same && frame.number() <= number) {
      return Verdict.KNOWN;
    }
    // Of a stream that takes another's place, who knows what of the other was lost.
    boolean next = same && frame.number() == number + 1 && frame.lost() == lost;
    boolean first = !begun && frame.number() == 1 && frame.lost() == 0;
    boolean whole = next || first;
    begun = true;
    stream = frame.stream();
    number = frame.number();
    lost = frame.lost();
    return whole ? Verdict.NEXT : Verdict.GAP;
  }

  /** What to tell the sender. */
  Frame.Ack ack() {
    return new Frame.Ack(stream, number);
  }
}

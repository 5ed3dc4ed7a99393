package org.lvsdirector.ops.chaos;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What the product promises, in milliseconds.
 *
 * @param shape the cluster
 * @param detect silence after which a member counts as dead
 * @param lease lifetime of a VIP in the kernel
 */
record Bounds(Shape shape, double detect, double lease) {
  /**
   * From the moment that a machine runs on until the process that sleeps on it has dropped its
   * VIPs; also how fine the observer sees: it asks every 20 ms.
   */
  static final double WAKE = 50;

  /** The previous holder of a planned hand-over goes on for so long at most. */
  static final double HAND_OVER = 1_000;

  /** The kernel looks for expired addresses at about every second. */
  private static final double KERNEL = 1_200;

  /** A confirmation may be as old as this for a lease to be renewed on it. */
  private static final double GRACE = 500;

  /** A machine of the lab, whose processors are others' too, may take so much longer. */
  private static final double SLACK = 4_000;

  private static final double FALL = 2_500;

  /**
   * How long two nodes may answer at once while these faults are at work; empty = without end.
   *
   * @param kinds those that have not been over for long
   */
  OptionalDouble overlap(Stream<Kind> kinds) {
    return kinds
        .map(this::overlap)
        .reduce(
            OptionalDouble.of(WAKE),
            (one, two) ->
                one.isEmpty() || two.isEmpty()
                    ? OptionalDouble.empty()
                    : DoubleStream.of(one.getAsDouble(), two.getAsDouble()).max());
  }

  private OptionalDouble overlap(Kind kind) {
    return switch (kind) {
      // A silent hang, or a process that is gone: the kernel has the address until the lease ends.
      case PAUSE, KILL -> OptionalDouble.of(Math.max(detect, GRACE) + lease + KERNEL);
      case STOP -> OptionalDouble.of(HAND_OVER);
      // Both sides go on, and the observer sees both; a majority is there for that.
      case CABLE, MUTE, DEAF, PARTITION ->
          shape.majority() ? OptionalDouble.of(WAKE) : OptionalDouble.empty();
      default -> OptionalDouble.of(WAKE);
    };
  }

  /** How long there may be no owner while enough members are undisturbed. */
  double outage() {
    return 3 * detect + SLACK;
  }

  /** How long a dead server may stay in the pool: two checks must fail. */
  double fall() {
    return FALL;
  }
}

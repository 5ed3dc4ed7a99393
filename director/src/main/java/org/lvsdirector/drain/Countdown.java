package org.lvsdirector.drain;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.cluster.DrainMark;
import org.lvsdirector.model.DrainOrder;

/**
 * The time of one drain, by the node's own clock, which need not agree with anybody's. Times are
 * those of {@link System#nanoTime()}.
 *
 * @param began when this node heard of it
 * @param ends its deadline; empty where it has none
 * @param over whether it is known that the server has no connection left
 */
record Countdown(String id, DrainOrder order, long began, Optional<Long> ends, boolean over) {
  /** A drain that this node has just heard of. */
  static Countdown begin(String id, DrainOrder order, long now) {
    return new Countdown(id, order, now, order.deadline().map(time -> now + time.toNanos()), false);
  }

  /**
   * With what another member says of it. The nearer deadline holds: who has waited longer knows of
   * it for longer.
   */
  Countdown heard(DrainMark mark, long now) {
    if (!mark.id().equals(id)) {
      return this;
    }
    Optional<Long> theirs = mark.remaining().map(time -> now + time.toNanos());
    Optional<Long> nearer = ends.map(mine -> theirs.filter(at -> at - mine < 0).orElse(mine));
    return new Countdown(id, order, began, nearer, over || mark.over());
  }

  Countdown ended() {
    return new Countdown(id, order, began, ends, true);
  }

  /** Until the deadline, zero when it has passed; empty where there is none. */
  Optional<Duration> remaining(long now) {
    return ends.map(at -> Duration.ofNanos(Math.max(0, at - now)));
  }

  boolean late(long now) {
    return ends.filter(at -> now - at >= 0).isPresent();
  }

  Duration age(long now) {
    return Duration.ofNanos(now - began);
  }

  /** What the others are told. */
  DrainMark mark(long now) {
    return new DrainMark(id, remaining(now), over);
  }
}

package org.lvsdirector.healthcheck;

import java.time.Duration;
import java.time.Instant;

/** One watch with its health. The health may be read on any thread. */
final class Follower {
  final Watch watch;
  final Pulse pulse;
  private volatile Health health;

  Follower(Watch watch, Pulse pulse, Health health) {
    this.watch = watch;
    this.pulse = pulse;
    this.health = health;
  }

  Health health() {
    return health;
  }

  Check check() {
    return watch.check();
  }

  Duration timeout() {
    return watch.check().timeout();
  }

  /** Takes one more result; gives the health before it. */
  Health take(ProbeResult result, Instant now) {
    Health before = health;
    health = before.next(result, watch.check(), now);
    return before;
  }

  void take(SentinelStatus news) {
    health = health.with(news);
  }
}

package org.lvsdirector.pool;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.AdminState;

/**
 * What has to be remembered of a server from one decision to the next. Times are those of {@link
 * System#nanoTime}.
 *
 * @param away whether it was out, by operator or health, when it was last known
 * @param since when it went or came; 0 as long as it has always been there
 * @param ramp how its weight rises since it came back; empty where it has all of it
 */
record ServerState(boolean away, long since, Optional<Ramp> ramp) {
  /** Of a server of whom there is nothing to remember. */
  static final ServerState PLAIN = new ServerState(false, 0, Optional.empty());

  boolean isPlain() {
    return !away && ramp.isEmpty();
  }

  ServerState next(AdminState wish, HealthState health, Duration slowStart, long now) {
    if (wish != AdminState.UP || health == HealthState.DOWN) {
      return away ? this : new ServerState(true, now, Optional.empty());
    }
    if (health == HealthState.UNKNOWN) {
      return this;
    }
    if (away) {
      return slowStart.isZero() ? PLAIN : new ServerState(false, now, Optional.of(new Ramp(now)));
    }
    return ramp.filter(rising -> rising.isOver(slowStart, now)).isPresent() ? PLAIN : this;
  }
}

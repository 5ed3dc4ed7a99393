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
 * @param since when it went or came; as long as it has always been there, when it was first seen
 * @param ramp how its weight rises since it came back; empty where it has all of it
 */
record ServerState(boolean away, long since, Optional<Ramp> ramp) {
  static ServerState first(long now) {
    return new ServerState(false, now, Optional.empty());
  }

  ServerState next(AdminState wish, HealthState health, Duration slowStart, long now) {
    if (wish != AdminState.UP || health == HealthState.DOWN) {
      return away ? this : new ServerState(true, now, Optional.empty());
    }
    if (health == HealthState.UNKNOWN) {
      return this;
    }
    if (away) {
      Optional<Ramp> rising = slowStart.isZero() ? Optional.empty() : Optional.of(new Ramp(now));
      return new ServerState(false, now, rising);
    }
    return ramp.filter(rising -> rising.isOver(slowStart, now)).isPresent()
        ? new ServerState(false, since, Optional.empty())
        : this;
  }
}

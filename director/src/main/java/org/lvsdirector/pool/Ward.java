package org.lvsdirector.pool;

import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.RealServer;

/**
 * A server in the course of a decision.
 *
 * @param health what is made of its verdict
 * @param weight its full one: as configured, or as operator or checks want it
 */
record Ward(RealServer server, HealthState health, int weight, ServerState state) {
  Ward with(HealthState other) {
    return new Ward(server, other, weight, state);
  }

  /** Whether the operator lets it have traffic. */
  boolean wanted() {
    return server.state() == AdminState.UP;
  }

  boolean down() {
    return wanted() && health == HealthState.DOWN;
  }

  /** Whether it can take new connections, as far as is known. */
  boolean able() {
    return wanted() && health == HealthState.UP && weight > 0;
  }

  boolean unknown() {
    return wanted() && health == HealthState.UNKNOWN;
  }
}

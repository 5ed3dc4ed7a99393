package org.lvsdirector.pool;

import java.time.Instant;
import org.lvsdirector.healthcheck.HealthState;

/**
 * A server's passage from one state of health to another.
 *
 * @param cause what the checks that decided it said
 */
public record Transition(Instant time, HealthState from, HealthState to, String cause) {}

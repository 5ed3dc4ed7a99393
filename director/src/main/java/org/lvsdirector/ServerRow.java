package org.lvsdirector;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.traffic.Load;

/**
 * A real server of a service, as the API lists it.
 *
 * @param condition up, down, draining, drained, disabled, unknown or unchecked: all of it in a word
 * @param state what the operator wants: up, drain or down
 * @param health unknown, up, down, or unchecked
 * @param since when the health last changed
 * @param lastCheck what the newest check found
 * @param checkMillis how long it took; null before the first
 * @param certificateDays until its certificate expires, negative once it has; null where its check
 *     sees none
 * @param weight the one in force; 0 while down or drained
 * @param configuredWeight the one it has when well
 * @param fileWeight the one in the configuration file; null where that is not there
 * @param edited how it differs from the configuration file: added, changed, or not: empty
 * @param drain how far its drain is; null where it is not drained
 * @param drainOrder how it is drained by whoever says nothing else
 * @param etag of what operators can change about it
 */
public record ServerRow(
    String address,
    String condition,
    String state,
    String health,
    Instant since,
    String lastCheck,
    Double checkMillis,
    Integer certificateDays,
    @JsonUnwrapped Checkup checkup,
    int weight,
    int configuredWeight,
    Integer fileWeight,
    @JsonUnwrapped Load load,
    String edited,
    DrainStatus drain,
    DrainPlan drainOrder,
    String etag) {
  /** The same with what another node counts. */
  public ServerRow with(Load other) {
    return new ServerRow(
        address,
        condition,
        state,
        health,
        since,
        lastCheck,
        checkMillis,
        certificateDays,
        checkup,
        weight,
        configuredWeight,
        fileWeight,
        other,
        edited,
        drain,
        drainOrder,
        etag);
  }

  /** Whether it takes new connections, or would if it had a weight. */
  public boolean serves() {
    return condition.equals("up") || condition.equals("unchecked");
  }
}

package org.lvsdirector.healthcheck;

/** A server has entered another state. */
public record HealthChange(Watch watch, Health before, Health after) {
  @Override
  public String toString() {
    String cause = after.last().map(ProbeResult::text).orElse("not probed");
    String results = after.up() ? "success(es)" : "failure(s)";
    return String.format(
        "%s is %s, was %s, after %d %s in a row: %s",
        watch.name(), after.state(), before.state(), after.streak(), results, cause);
  }
}

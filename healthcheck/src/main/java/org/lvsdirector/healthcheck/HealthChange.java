package org.lvsdirector.healthcheck;

/** A server has entered another state, or asks for another weight. */
public record HealthChange(Watch watch, Health before, Health after) {
  /** Whether it has entered another state. */
  public boolean moved() {
    return before.state() != after.state();
  }

  /** Whether it asks for another weight. */
  boolean reweighed() {
    return !before.findings().weight().equals(after.findings().weight());
  }

  @Override
  public String toString() {
    String cause = after.last().map(ProbeResult::text).orElse("not probed");
    if (!moved()) {
      return String.format(
          "%s shall have %s, had %s: %s", watch.name(), weight(after), weight(before), cause);
    }
    String results = after.up() ? "success(es)" : "failure(s)";
    return String.format(
        "%s is %s, was %s, after %d %s in a row: %s",
        watch.name(), after.state(), before.state(), after.streak(), results, cause);
  }

  private static String weight(Health health) {
    return health.findings().weight().map(Weight::words).orElse("the configured weight");
  }
}

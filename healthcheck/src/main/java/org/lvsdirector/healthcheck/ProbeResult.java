package org.lvsdirector.healthcheck;

import java.time.Duration;

/**
 * The outcome of one probe.
 *
 * @param text what was tried, on what, and how it ended, e.g. {@code TCP connect to 10.0.0.1:80:
 *     connection refused after 1 ms}
 * @param took from the start of the probe to its outcome
 * @param findings what else came to light
 */
public record ProbeResult(Outcome outcome, String text, Duration took, Findings findings) {
  /** The server works. */
  public static ProbeResult ok(String text, Duration took) {
    return new ProbeResult(Outcome.OK, text, took, Findings.NONE);
  }

  /** It does not. */
  public static ProbeResult failed(String text, Duration took) {
    return new ProbeResult(Outcome.FAILED, text, took, Findings.NONE);
  }

  /** This machine could not find out. */
  public static ProbeResult unable(String text, Duration took) {
    return new ProbeResult(Outcome.UNABLE, text, took, Findings.NONE);
  }

  /** Whether the server works. */
  public boolean ok() {
    return outcome == Outcome.OK;
  }

  /** The same with what else came to light. */
  public ProbeResult with(Findings more) {
    return new ProbeResult(outcome, text, took, more);
  }
}

package org.lvsdirector.healthcheck;

import java.time.Duration;

/**
 * The outcome of one probe.
 *
 * @param text what was tried, on what, and how it ended, e.g. {@code TCP connect to 10.0.0.1:80:
 *     connection refused after 1 ms}
 * @param took from the start of the probe to its outcome
 */
public record ProbeResult(boolean ok, String text, Duration took) {}

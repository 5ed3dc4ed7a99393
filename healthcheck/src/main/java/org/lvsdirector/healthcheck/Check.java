package org.lvsdirector.healthcheck;

import java.time.Duration;

/**
 * How a server is checked.
 *
 * @param interval from the start of one probe to the start of the next; 10 ms to 1 h
 * @param timeout of a whole probe, at most the interval
 * @param rise successes in a row that bring a server up, 1–100
 * @param fall failures in a row that take a server down, 1–100
 */
public record Check(Probe probe, Duration interval, Duration timeout, int rise, int fall) {}

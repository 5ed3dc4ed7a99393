package org.lvsdirector.ops.bench.ejection;

import java.util.List;
import org.lvsdirector.ops.bench.LoadLog;

/**
 * One measurement.
 *
 * @param balancer which product, with which check
 * @param fault what became of the server
 * @param run the number of the run, from 1
 * @param failingMs from the fault to the start of the last request that failed; 0 when none did
 * @param failed how many requests failed
 * @param requests how many were started from the fault on
 * @param invalid why this measurement does not count, or null
 */
public record Outage(
    String balancer,
    String fault,
    int run,
    double failingMs,
    int failed,
    int requests,
    String invalid) {
  private static final double MS = 1e6;
  private static final long CALM = 2_000_000_000L;

  /** Reads the figures off a load's log, for a fault at {@code at} on the same clock. */
  static Outage of(String balancer, ServerFault fault, int run, LoadLog log, long at) {
    List<LoadLog.Request> failed =
        log.requests().stream().filter(it -> !it.ok() && it.end() >= at).toList();
    long last = failed.stream().mapToLong(LoadLog.Request::start).max().orElse(at);
    long newest = log.requests().stream().mapToLong(LoadLog.Request::start).max().orElse(at);
    boolean before =
        log.requests().stream().anyMatch(it -> !it.ok() && it.end() < at && it.end() > at - CALM);
    String why =
        before
            ? "a request failed within 2 s before the fault"
            : newest - last < CALM ? "requests failed to the end" : null;
    return new Outage(
        balancer,
        fault.word(),
        run,
        Math.max(0, last - at) / MS,
        failed.size(),
        (int) log.requests().stream().filter(it -> it.start() >= at).count(),
        why);
  }

  static Outage invalid(String balancer, ServerFault fault, int run, String why) {
    return new Outage(balancer, fault.word(), run, 0, 0, 0, why);
  }
}

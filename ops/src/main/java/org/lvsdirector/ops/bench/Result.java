package org.lvsdirector.ops.bench;

import java.util.List;

/**
 * One measurement.
 *
 * @param contender which product
 * @param fault what was done to the master
 * @param run the number of the run, from 1
 * @param gapMs the longest time from one successful answer to the next, from the fault on; about 10
 *     when nothing happened
 * @param calmMs the same over the two seconds before the fault: how still the lab was
 * @param requests how many requests were started from the fault on
 * @param failed how many of all requests got no whole answer within 900 ms
 * @param broken how many long-lived connections were closed, or silent to the end
 * @param connections how many long-lived connections there were
 * @param invalid why this measurement does not count, or null
 * @param causes the first ten failures: when the request was started, from the fault on, and why
 */
public record Result(
    String contender,
    String fault,
    int run,
    double gapMs,
    double calmMs,
    int requests,
    int failed,
    int broken,
    int connections,
    String invalid,
    List<String> causes) {

  private static final int CAUSES = 10;
  private static final double MS = 1e6;
  private static final long CALM = 2_000_000_000L;

  /** Reads the figures off a load's log, for a fault at {@code at} on the same clock. */
  static Result of(String contender, Fault fault, int run, LoadLog log, long at) {
    List<LoadLog.Request> all = log.requests();
    boolean failedBefore =
        all.stream().anyMatch(r -> !r.ok() && r.end() > at - CALM && r.end() < at);
    long last = all.stream().mapToLong(LoadLog.Request::end).max().orElse(at);
    return new Result(
        contender,
        fault.word(),
        run,
        longest(all, at, last) / MS,
        longest(all, at - CALM, at) / MS,
        (int) all.stream().filter(r -> r.start() >= at).count(),
        (int) all.stream().filter(r -> !r.ok() && r.end() >= at).count(),
        log.broken().size(),
        log.connections(),
        failedBefore ? "a request failed within 2 s before the fault" : null,
        all.stream()
            .filter(r -> !r.ok() && r.end() >= at)
            .limit(CAUSES)
            .map(r -> "%.1f ms: %s".formatted((r.start() - at) / MS, r.failure()))
            .toList());
  }

  static Result invalid(String contender, Fault fault, int run, String why) {
    return new Result(contender, fault.word(), run, 0, 0, 0, 0, 0, 0, why, List.of());
  }

  /** The longest time without a successful answer that overlaps the window, in nanoseconds. */
  private static long longest(List<LoadLog.Request> requests, long from, long to) {
    long longest = 0;
    long previous = 0;
    for (LoadLog.Request request : requests) {
      if (request.ok()) {
        if (previous != 0 && request.end() > from && request.end() <= to) {
          longest = Math.max(longest, request.end() - previous);
        }
        previous = request.end();
      }
    }
    // Silence to the end is the gap of a service that did not come back.
    return previous < to ? Math.max(longest, to - Math.max(previous, from)) : longest;
  }
}

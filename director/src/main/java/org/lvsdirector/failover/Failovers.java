package org.lvsdirector.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.kernel.ProtocolCounters;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.EventSink;

/**
 * The take-overs of a node: those under way, and the reports of the last ones. Belongs to the
 * node's context; only {@link #reports()} may be asked from any thread. Times are passed in.
 */
public final class Failovers {
  /** How long after the mandate a take-over is counted and reported. */
  public static final Duration WINDOW = Duration.ofSeconds(5);

  private static final int KEPT = 100;

  private final String node;
  private final Duration detect;
  private final EventSink events;
  private final Map<String, Progress> open = new HashMap<>();
  private final Deque<FailoverReport> reports = new ArrayDeque<>();
  private Departures departures = Departures.NONE;

  /**
   * Without any.
   *
   * @param detect silence after which a member counts as dead
   */
  public Failovers(String node, Duration detect, EventSink events) {
    this.node = node;
    this.detect = detect;
    this.events = events;
  }

  /**
   * What this node can count of a group at a moment.
   *
   * @param connections of the group in its table; empty = not known
   * @param coverage share of the master's entries that it has, 0–1, where the sync knows it
   */
  public record Count(OptionalLong connections, OptionalDouble coverage) {}

  /** Asks this node. */
  public interface Counter {
    /** What it counts of a group now; must not block. */
    Count count(String group);
  }

  /**
   * Takes in a change of the cluster.
   *
   * @param now monotonic nanoseconds
   * @return the mandates for take-overs that began with it: {@link #counters} and, {@link #WINDOW}
   *     later, {@link #settle} are due for each
   */
  public List<Epoch> note(Sight before, Sight after, Counter counter, long now, Instant time) {
    departures = departures.next(before, after, now);
    List<Epoch> begun = new ArrayList<>();
    for (Mandate mandate : after.mandates().groups().values()) {
      Takeover.of(node, mandate, before, after, departures, detect, now, time)
          .ifPresent(
              takeover -> {
                begin(takeover, counter, now);
                begun.add(takeover.epoch());
              });
    }
    return begun;
  }

  private void begin(Takeover takeover, Counter counter, long now) {
    Progress unfinished = open.get(takeover.group());
    Count count = counter.count(takeover.group());
    if (unfinished != null) {
      finish(unfinished, count.connections(), Optional.empty(), now);
    }
    open.put(
        takeover.group(),
        new Progress(
            takeover,
            count.connections(),
            count.coverage(),
            Optional.empty(),
            OptionalLong.empty()));
  }

  /** What the kernel had counted when a take-over began. */
  public void counters(Epoch epoch, Optional<ProtocolCounters> counters) {
    open.replaceAll(
        (group, progress) ->
            progress.takeover().epoch().equals(epoch) ? progress.withCounters(counters) : progress);
  }

  /** The addresses of a group are in place, and announced. */
  public void held(String group, Epoch epoch, long nanos) {
    open.computeIfPresent(
        group,
        (name, progress) ->
            progress.takeover().epoch().compareTo(epoch) <= 0 ? progress.heldAt(nanos) : progress);
  }

  /** The window of a take-over is over; nothing where another take-over has cut it short. */
  public void settle(Epoch epoch, Counter counter, Optional<ProtocolCounters> counters, long now) {
    List<Progress> over =
        open.values().stream().filter(it -> it.takeover().epoch().equals(epoch)).toList();
    for (Progress progress : over) {
      open.remove(progress.takeover().group());
      Count count = counter.count(progress.takeover().group());
      finish(progress, count.connections(), counters, now);
    }
  }

  private void finish(
      Progress progress, OptionalLong connections, Optional<ProtocolCounters> counters, long now) {
    Duration window = Duration.ofNanos(now - progress.takeover().nanos());
    FailoverReport report = FailoverReport.of(node, progress, connections, counters, window);
    synchronized (reports) {
      reports.addLast(report);
      if (reports.size() > KEPT) {
        reports.removeFirst();
      }
    }
    events.emit("failover-report", report.group(), report.text());
  }

  /** The last ones, oldest first. */
  public List<FailoverReport> reports() {
    synchronized (reports) {
      return List.copyOf(reports);
    }
  }
}

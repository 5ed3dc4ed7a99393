package org.lvsdirector.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.failover.Cause.Kind;
import org.lvsdirector.kernel.ProtocolCounters;

/**
 * What a take-over cost, as the new master found out. −1 stands for what could not be measured.
 *
 * @param time when the mandate came
 * @param node the new master
 * @param previous the master until then; empty = there was none
 * @param cause silence, connection-closed, left, hand-over, operator, nobody, or decision (the
 *     cluster decided anew, as after a split)
 * @param silenceMillis since the previous master was last heard, when it was given up
 * @param detectionMillis from its last sign of life to the mandate; with {@code vipMillis} the
 *     longest that the addresses can have been without a master
 * @param vipMillis from the mandate until the addresses were in force and announced
 * @param connectionsThere of the group, at the previous master, by its last report
 * @param connectionsBefore of the group, here, when the mandate came
 * @param connectionsAfter of the group, here, {@code windowSeconds} later
 * @param preserved share of the previous master's connections that were here, 0–1
 * @param preservedBy coverage (the tables were compared), count (they were counted), or unknown
 * @param tcpUnmatched resets that this node's own TCP made within the window: at most so many
 *     segments came for which IPVS had no entry; its own connections' resets are among them
 * @param udpUnmatched datagrams within the window for which neither IPVS nor a socket was there
 * @param windowSeconds how long was counted; shorter where the next take-over came in between
 * @param text all of it in a sentence
 */
public record FailoverReport(
    Instant time,
    String node,
    String group,
    String previous,
    long epoch,
    String cause,
    long silenceMillis,
    long detectionMillis,
    long vipMillis,
    long connectionsThere,
    long connectionsBefore,
    long connectionsAfter,
    double preserved,
    String preservedBy,
    long tcpUnmatched,
    long udpUnmatched,
    long windowSeconds,
    String text) {

  /**
   * The report of a take-over whose window is over.
   *
   * @param after the group's connections here now
   * @param counters of the kernel now; empty where they say nothing
   */
  static FailoverReport of(
      String node,
      Progress progress,
      OptionalLong after,
      Optional<ProtocolCounters> counters,
      Duration window) {
    Takeover takeover = progress.takeover();
    Preserved preserved =
        Preserved.of(progress.coverage(), progress.connections(), takeover.connectionsThere());
    Optional<ProtocolCounters> unmatched =
        progress.counters().flatMap(before -> counters.map(now -> now.since(before)));
    return new FailoverReport(
        takeover.time(),
        node,
        takeover.group(),
        takeover.previous().orElse(""),
        takeover.epoch().value(),
        takeover.cause().kind().label(),
        takeover.cause().silenceMillis(),
        takeover.detectionMillis(),
        progress.vipMillis(),
        takeover.connectionsThere().orElse(-1),
        progress.connections().orElse(-1),
        after.orElse(-1),
        preserved.share(),
        preserved.by().label(),
        unmatched.map(ProtocolCounters::tcpResets).orElse(-1L),
        unmatched.map(ProtocolCounters::udpNoPorts).orElse(-1L),
        window.toSeconds(),
        text(node, progress, after, preserved, unmatched, window));
  }

  private static String text(
      String node,
      Progress progress,
      OptionalLong after,
      Preserved preserved,
      Optional<ProtocolCounters> unmatched,
      Duration window) {
    Takeover takeover = progress.takeover();
    String from = takeover.previous().map(holder -> " from " + holder).orElse("");
    String detected =
        takeover.detectionMillis() < 0
            ? ""
            : ", master %d ms after its last sign of life".formatted(takeover.detectionMillis());
    String vip =
        progress.vipMillis() < 0
            ? "the addresses are not in force after " + window.toSeconds() + " s"
            : "the addresses in force %d ms later".formatted(progress.vipMillis());
    return "%s took over%s in epoch %s: %s%s, %s; connections: %s there, %s here, %s after %d s; preserved: %s; without an entry: %s"
        .formatted(
            node,
            from,
            takeover.epoch(),
            subject(takeover) + takeover.cause().text(),
            detected,
            vip,
            count(takeover.connectionsThere()),
            count(progress.connections()),
            count(after),
            window.toSeconds(),
            preserved,
            unmatched.map(FailoverReport::words).orElse("unknown"));
  }

  private static String subject(Takeover takeover) {
    Kind kind = takeover.cause().kind();
    boolean aboutPrevious = kind == Kind.SILENCE || kind == Kind.LEFT || kind == Kind.HAND_OVER;
    return aboutPrevious ? takeover.previous().orElse("") + " " : "";
  }

  private static String words(ProtocolCounters counters) {
    return "at most %d TCP segments, %d UDP datagrams"
        .formatted(counters.tcpResets(), counters.udpNoPorts());
  }

  private static String count(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "unknown";
  }
}

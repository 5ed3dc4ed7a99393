package org.lvsdirector.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.failover.Departures.Departure;
import org.lvsdirector.model.Epoch;

/**
 * A take-over of this node, as far as it is known when the mandate comes.
 *
 * @param previous the master until then; empty = there was none
 * @param time when the mandate came
 * @param nanos the same on the monotonic clock
 * @param detectionMillis from the previous master's last sign of life to the mandate; −1 where
 *     nothing had to be detected
 * @param connectionsThere how many the previous master had by its last report; empty = it never
 *     said
 */
record Takeover(
    String group,
    Epoch epoch,
    Optional<String> previous,
    Cause cause,
    Instant time,
    long nanos,
    long detectionMillis,
    OptionalLong connectionsThere) {

  /**
   * The take-over that a mandate is for this node, if it is one. The first mandate that a node ever
   * hears is none: there is nobody known to take over from.
   *
   * @param detect silence after which a member counts as dead
   * @param now in nanoseconds, on the clock of the departures
   */
  static Optional<Takeover> of(
      String node,
      Mandate mandate,
      Sight before,
      Sight after,
      Departures departures,
      Duration detect,
      long now,
      Instant time) {
    Optional<Mandate> old = before.mandates().of(mandate.group());
    boolean news = mandate.names(node) && !old.equals(Optional.of(mandate));
    boolean ours = old.map(was -> was.names(node)).orElse(false);
    Optional<String> previous = mandate.from().or(() -> old.flatMap(Mandate::holder));
    if (!news || ours || (old.isEmpty() && previous.isEmpty())) {
      return Optional.empty();
    }
    Cause cause = Cause.of(mandate, previous, after, departures, detect);
    Optional<Departure> gone = previous.flatMap(departures::of);
    long detection =
        gone.map(it -> it.silenceMillis() + Duration.ofNanos(now - it.nanos()).toMillis())
            .filter(it -> cause.silenceMillis() >= 0)
            .orElse(-1L);
    return Optional.of(
        new Takeover(
            mandate.group(),
            mandate.epoch(),
            previous,
            cause,
            time,
            now,
            detection,
            previous
                .map(holder -> connections(mandate.group(), holder, after, gone))
                .orElse(OptionalLong.empty())));
  }

  private static OptionalLong connections(
      String group, String holder, Sight after, Optional<Departure> gone) {
    return after
        .report(holder)
        .or(() -> gone.flatMap(Departure::last))
        .map(NodeReport::groups)
        .map(groups -> groups.get(group))
        .map(GroupReport::connections)
        .orElse(OptionalLong.empty());
  }
}

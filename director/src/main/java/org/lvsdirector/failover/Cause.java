package org.lvsdirector.failover;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.failover.Departures.Departure;

/**
 * Why a group got another master.
 *
 * @param silenceMillis since the previous master was last heard, when it was given up; −1 where it
 *     was not given up
 * @param text the same in words, to follow the previous master's name
 */
record Cause(Kind kind, long silenceMillis, String text) {
  /** What sort of reason it is. */
  enum Kind {
    /** The previous master was not heard for as long as the configuration allows. */
    SILENCE,
    /** Its connection to the cluster broke, as when a process dies on a machine that lives. */
    CONNECTION_CLOSED,
    /** It left in order, and nobody was there yet to take over. */
    LEFT,
    /** It lives and hands over. */
    HAND_OVER,
    /** An operator asked for it. */
    OPERATOR,
    /** Nobody had been able to hold the group. */
    NOBODY,
    /** The cluster decided anew, as after a split. */
    DECISION;

    /** As the API writes it, e.g. {@code connection-closed}. */
    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * The reason for a mandate.
   *
   * @param previous the master until now; empty = there was none
   * @param after the cluster with the mandate
   * @param detect silence after which a member counts as dead
   */
  static Cause of(
      Mandate mandate,
      Optional<String> previous,
      Sight after,
      Departures departures,
      Duration detect) {
    if (mandate.manual()) {
      return new Cause(Kind.OPERATOR, -1, "an operator asked for it");
    }
    if (previous.isEmpty()) {
      return new Cause(Kind.NOBODY, -1, "nobody was able to hold it");
    }
    if (mandate.from().isPresent()) {
      String why = why(after, previous.get(), mandate.group());
      return new Cause(Kind.HAND_OVER, -1, "hands over: " + why);
    }
    return departures
        .of(previous.get())
        .filter(gone -> after.view().member(previous.get()).isEmpty())
        .map(gone -> of(gone, detect))
        .orElseGet(() -> new Cause(Kind.DECISION, -1, "the cluster decided anew"));
  }

  private static Cause of(Departure gone, Duration detect) {
    if (gone.leaving()) {
      return new Cause(Kind.LEFT, gone.silenceMillis(), "left in order");
    }
    // Whoever is declared dead for its silence has been silent for longer than that; a message
    // that is no heartbeat may have come in between.
    boolean silent = gone.silenceMillis() >= detect.toMillis() * 9 / 10;
    return silent
        ? new Cause(
            Kind.SILENCE, gone.silenceMillis(), "silent for " + gone.silenceMillis() + " ms")
        : new Cause(
            Kind.CONNECTION_CLOSED,
            gone.silenceMillis(),
            "its connection broke, last heard %d ms before".formatted(gone.silenceMillis()));
  }

  private static String why(Sight sight, String holder, String group) {
    if (sight.report(holder).map(NodeReport::leaving).orElse(false)) {
      return "it stops";
    }
    Optional<GroupReport> said = sight.report(holder, group);
    if (said.isPresent() && !said.get().able()) {
      return said.get().reason();
    }
    return said.isPresent() && said.get().healthyServers() == 0
        ? "it sees no healthy server"
        : "the other is preferred";
  }
}

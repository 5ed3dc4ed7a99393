package org.lvsdirector.drain;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Then;

/** Drains in sentences, for events and for people. */
public final class DrainWords {
  private DrainWords() {}

  static String begins(DrainOrder order) {
    String deadline =
        order
            .deadline()
            .map(time -> "; what is left after " + span(time) + " " + fate(order))
            .orElse("");
    String then = order.then() == Then.REMOVE ? "; then it leaves the pool" : "";
    return "gets no new connections" + deadline + then;
  }

  static String deadline(DrainOrder order, long connections) {
    String pace =
        order.leftovers() == Leftovers.KEEP ? "" : ", at most " + order.rate() + " a second";
    return "%s left at the deadline; what is left %s%s"
        .formatted(count(connections), fate(order), pace);
  }

  static String progress(
      long connections, double perSecond, Optional<Duration> expected, Optional<Duration> left) {
    return count(connections)
        + " left"
        + (perSecond > 0 ? ", " + rate(perSecond) + " fewer a second" : "")
        + expected.map(time -> ", the last is expected to end in " + span(time)).orElse("")
        + left.map(time -> ", deadline in " + span(time)).orElse("");
  }

  static String drained(DrainOrder order, Duration age, long closed, long moved) {
    return "no connection left after %s%s%s; %s"
        .formatted(
            span(age),
            closed > 0 ? ", " + closed + " closed here" : "",
            moved > 0 ? ", " + moved + " moved here" : "",
            order.then() == Then.REMOVE
                ? "out of the pool"
                : "stays in the pool without new connections");
  }

  private static String fate(DrainOrder order) {
    return switch (order.leftovers()) {
      case KEEP -> "goes on";
      case KILL -> "is closed";
      case MOVE -> "goes to other servers";
    };
  }

  private static String count(long connections) {
    return connections == 1 ? "1 connection" : connections + " connections";
  }

  /** Connections a second, e.g. {@code 13.2}. */
  public static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%.0f", perSecond);
  }

  /** A time for people, in its two largest units, e.g. {@code 4m10s}. */
  public static String span(Duration time) {
    Duration whole = Duration.ofSeconds(time.plusMillis(500).toSeconds());
    if (whole.toDays() > 0) {
      return whole.toDays() + "d" + whole.toHoursPart() + "h";
    }
    if (whole.toHours() > 0) {
      return whole.toHours() + "h" + whole.toMinutesPart() + "m";
    }
    return whole.toMinutes() > 0
        ? whole.toMinutes() + "m" + whole.toSecondsPart() + "s"
        : whole.toSeconds() + "s";
  }
}

package org.lvsdirector.ops.client;

import java.time.Duration;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.drain.DrainWords;

/** Drains for people. */
final class DrainText {
  private DrainText() {}

  /** All drains of a node, ending in a new line. */
  static String table(DrainStatus... drains) {
    Table table =
        new Table(
            "SERVICE",
            "SERVER",
            "PHASE",
            "LEFT",
            "A SECOND",
            "EXPECTED",
            "DEADLINE",
            "LEFTOVERS",
            "CLOSED",
            "MOVED",
            "THEN",
            "FAULT");
    for (DrainStatus drain : drains) {
      table.row(
          drain.service(),
          drain.server(),
          drain.phase(),
          drain.connections(),
          pace(drain),
          span(drain.expectedSeconds()),
          span(drain.remainingSeconds()),
          drain.leftovers(),
          drain.closed(),
          drain.moved(),
          drain.then(),
          drain.fault());
    }
    return table.toString();
  }

  /** One drain in a line. */
  static String line(DrainStatus drain) {
    StringBuilder text = new StringBuilder();
    text.append(drain.service()).append('/').append(drain.server());
    text.append("  ").append(drain.phase());
    text.append("  ").append(drain.connections()).append(" left");
    if (drain.perSecond() > 0) {
      text.append("  ").append(pace(drain)).append("/s");
    }
    if (drain.expectedSeconds() > 0) {
      text.append("  expected end in ").append(span(drain.expectedSeconds()));
    }
    if (drain.remainingSeconds() > 0) {
      text.append("  deadline in ").append(span(drain.remainingSeconds()));
    }
    if (drain.closed() + drain.moved() > 0) {
      text.append("  closed ").append(drain.closed()).append("  moved ").append(drain.moved());
    }
    if (!drain.inCharge()) {
      text.append("  (as a backup sees it)");
    }
    if (!drain.fault().isEmpty()) {
      text.append("  FAULT ").append(drain.fault());
    }
    return text.toString();
  }

  private static String pace(DrainStatus drain) {
    return drain.perSecond() > 0 ? "-" + DrainWords.rate(drain.perSecond()) : "-";
  }

  private static String span(long seconds) {
    return seconds < 0 ? "-" : DrainWords.span(Duration.ofSeconds(seconds));
  }
}

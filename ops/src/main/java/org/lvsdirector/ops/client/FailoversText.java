package org.lvsdirector.ops.client;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.failover.FailoverReport;

/** Take-overs as a table for people. */
final class FailoversText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private FailoversText() {}

  static String of(List<FailoverReport> reports) {
    return of(reports, ZoneId.systemDefault());
  }

  /** The table; a dash where something was not measured. */
  static String of(List<FailoverReport> reports, ZoneId zone) {
    if (reports.isEmpty()) {
      return "this node has taken over nothing since its start\n";
    }
    Table table =
        new Table(
            "TIME",
            "GROUP",
            "EPOCH",
            "FROM",
            "TO",
            "CAUSE",
            "DETECTED",
            "VIP",
            "THERE",
            "BEFORE",
            "AFTER",
            "PRESERVED",
            "TCP UNMATCHED",
            "UDP UNMATCHED");
    for (FailoverReport report : reports) {
      table.row(
          time(report.time(), zone),
          report.group(),
          report.epoch(),
          report.previous().isEmpty() ? "nobody" : report.previous(),
          report.node(),
          report.cause(),
          measured(report.detectionMillis(), " ms"),
          measured(report.vipMillis(), " ms"),
          measured(report.connectionsThere(), ""),
          measured(report.connectionsBefore(), ""),
          measured(report.connectionsAfter(), ""),
          preserved(report),
          atMost(report.tcpUnmatched()),
          measured(report.udpUnmatched(), ""));
    }
    return table.toString();
  }

  private static String time(Instant time, ZoneId zone) {
    return TIME.withZone(zone).format(time);
  }

  private static String measured(long value, String unit) {
    return value < 0 ? "-" : value + unit;
  }

  private static String atMost(long value) {
    return value <= 0 ? measured(value, "") : "≤ " + value;
  }

  /** Rounded down, so that only all is 100 %. */
  private static String preserved(FailoverReport report) {
    return report.preserved() < 0
        ? "unknown"
        : String.format(
            Locale.ROOT,
            "%.1f %% by %s",
            Math.floor(report.preserved() * 1000) / 10,
            report.preservedBy());
  }
}

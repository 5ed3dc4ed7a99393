package org.lvsdirector.ops.bench.ejection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lvsdirector.ops.bench.Median;
import org.lvsdirector.ops.bench.Table;

/** The figures as a Markdown table: a row for each fault, a column for each product and check. */
final class OutageTable {
  private OutageTable() {}

  static String of(List<String> balancers, List<ServerFault> faults, List<Outage> outages) {
    List<List<String>> rows = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of("what becomes of one of two servers"));
    head.addAll(balancers);
    rows.add(head);
    for (ServerFault fault : faults) {
      List<String> row = new ArrayList<>(List.of(fault.word()));
      balancers.forEach(name -> row.add(cell(name, fault, outages)));
      rows.add(row);
    }
    return "milliseconds of failing requests, and how many failed: median (worst)\n\n"
        + Table.markdown(rows);
  }

  private static String cell(String balancer, ServerFault fault, List<Outage> outages) {
    List<Outage> all =
        outages.stream()
            .filter(it -> it.balancer().equals(balancer) && it.fault().equals(fault.word()))
            .toList();
    List<Outage> valid = all.stream().filter(it -> it.invalid() == null).toList();
    if (valid.isEmpty()) {
      return all.isEmpty() ? "–" : "no valid run of " + all.size();
    }
    int invalid = all.size() - valid.size();
    return String.format(
            Locale.ROOT,
            "%.0f (%.0f) ms · %.0f (%d)",
            Median.of(valid.stream().mapToDouble(Outage::failingMs)).orElse(0),
            valid.stream().mapToDouble(Outage::failingMs).max().orElse(0),
            Median.of(valid.stream().mapToDouble(Outage::failed)).orElse(0),
            valid.stream().mapToInt(Outage::failed).max().orElse(0))
        + (invalid == 0 ? "" : " · " + invalid + " invalid");
  }
}

package org.lvsdirector.web;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

/**
 * All services at one moment.
 *
 * @param looks by name: differs when anything but counters and texts of checks does
 */
record Whole(List<ServiceRow> rows, RowCounts counts, Map<String, Integer> looks) {
  static Whole of(List<ServiceRow> rows) {
    Map<String, Integer> looks = new HashMap<>();
    rows.forEach(row -> looks.put(row.name(), look(row)));
    return new Whole(rows, RowCounts.of(rows), looks);
  }

  private static int look(ServiceRow row) {
    int look = Objects.hash(row.state(), row.fault(), row.etag(), row.edited(), row.node());
    for (ServerRow server : row.servers()) {
      look = 31 * look + server.condition().hashCode();
      look = 31 * look + server.weight();
    }
    return look;
  }

  /** The names of services that look different, or are there in one of both only. */
  Set<String> differs(Whole before) {
    Set<String> names = new HashSet<>(looks.keySet());
    names.addAll(before.looks.keySet());
    names.removeIf(name -> Objects.equals(looks.get(name), before.looks.get(name)));
    return names;
  }
}

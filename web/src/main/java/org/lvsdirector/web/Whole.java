package org.lvsdirector.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

/**
 * All services at one moment. Rows of those that are well are not kept: of 20,000 servers, they
 * would fill the memory of a node that somebody looks at every second.
 *
 * @param troubled those that are not well, or have a server that is not
 * @param looks by name: differs when anything but counters and texts of checks does
 */
record Whole(List<ServiceRow> troubled, RowCounts counts, Map<String, Integer> looks) {
  static Whole of(Stream<ServiceRow> rows) {
    List<ServiceRow> troubled = new ArrayList<>();
    Map<String, Integer> looks = new HashMap<>();
    RowCounts.Tally tally = new RowCounts.Tally();
    rows.forEach(
        row -> {
          looks.put(row.name(), look(row));
          tally.add(row);
          if (RowQuery.troubled(row)) {
            troubled.add(row);
          }
        });
    return new Whole(troubled, tally.counts(), looks);
  }

  private static int look(ServiceRow row) {
    int look = Objects.hash(row.state(), row.fault(), row.etag(), row.edited(), row.node());
    for (ServerRow server : row.servers()) {
      look = 31 * look + server.condition().hashCode();
      look = 31 * look + server.weight();
    }
    return look;
  }

  /** The names of services that look different than these, or are there in one of both only. */
  Set<String> differs(Map<String, Integer> before) {
    Set<String> names = new HashSet<>(looks.keySet());
    names.addAll(before.keySet());
    names.removeIf(name -> Objects.equals(looks.get(name), before.get(name)));
    return names;
  }
}

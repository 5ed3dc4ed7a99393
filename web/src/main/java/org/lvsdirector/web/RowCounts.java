package org.lvsdirector.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

/** How many services and servers there are in each state. */
record RowCounts(Map<String, Integer> services, Map<String, Integer> servers) {
  private static final List<String> SERVICES = List.of("up", "degraded", "down", "fault", "sorry");
  private static final List<String> SERVERS =
      List.of("up", "down", "draining", "drained", "disabled", "unknown", "unchecked");

  static RowCounts of(List<ServiceRow> rows) {
    Map<String, Integer> services = zeros(SERVICES);
    Map<String, Integer> servers = zeros(SERVERS);
    for (ServiceRow row : rows) {
      count(services, row.state());
      for (ServerRow server : row.servers()) {
        count(servers, server.condition());
      }
    }
    return new RowCounts(services, servers);
  }

  private static Map<String, Integer> zeros(List<String> words) {
    Map<String, Integer> zeros = new LinkedHashMap<>();
    zeros.put("total", 0);
    words.forEach(word -> zeros.put(word, 0));
    return zeros;
  }

  private static void count(Map<String, Integer> counts, String word) {
    counts.merge("total", 1, Integer::sum);
    counts.merge(word, 1, Integer::sum);
  }
}

package org.lvsdirector.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

/**
 * How many services and servers there are in each state.
 *
 * @param changes how many services and servers differ from the configuration file; a service that
 *     differs in its servers only is not counted besides them
 */
record RowCounts(Map<String, Integer> services, Map<String, Integer> servers, int changes) {
  private static final List<String> SERVICES = List.of("up", "degraded", "down", "fault", "sorry");
  private static final List<String> SERVERS =
      List.of("up", "down", "draining", "drained", "disabled", "unknown", "unchecked");

  /** Counts one row after the other. */
  static final class Tally {
    private final Map<String, Integer> services = zeros(SERVICES);
    private final Map<String, Integer> servers = zeros(SERVERS);
    private int changes;

    void add(ServiceRow row) {
      count(services, row.state());
      for (ServerRow server : row.servers()) {
        count(servers, server.condition());
      }
      changes += changes(row);
    }

    RowCounts counts() {
      return new RowCounts(services, servers, changes);
    }
  }

  private static int changes(ServiceRow row) {
    int servers = (int) row.servers().stream().filter(it -> !it.edited().isEmpty()).count();
    boolean whole = row.edited().equals("added") || (servers == 0 && !row.edited().isEmpty());
    return whole ? 1 : servers;
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

package org.lvsdirector.web;

import java.util.HashMap;
import java.util.Map;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.traffic.Load;

/**
 * What a node counts of a service, told to another node.
 *
 * @param servers by address; none where only the service was asked for
 */
record Counted(String name, Load load, Map<String, Load> servers) {
  static Counted of(ServiceRow row, boolean servers) {
    Map<String, Load> loads = new HashMap<>();
    if (servers) {
      row.servers().forEach(server -> loads.put(server.address(), server.load()));
    }
    return new Counted(row.name(), row.load(), loads);
  }

  /** A row with these counters instead of its own. */
  ServiceRow into(ServiceRow row) {
    return row.with(row.node(), load, row.servers().stream().map(this::into).toList());
  }

  private ServerRow into(ServerRow server) {
    Load counted = servers.get(server.address());
    return counted == null ? server : server.with(counted);
  }
}

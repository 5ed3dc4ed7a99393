package org.lvsdirector;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.lvsdirector.traffic.Load;

/**
 * A virtual service as the API lists it.
 *
 * @param key what it is reached by, e.g. {@code tcp 172.16.1.111:80}
 * @param group the VIP group that has its address; empty = none, or not of one group only
 * @param node whose counters these are: the node in charge of it, or else this one
 * @param state fault, down, sorry, degraded or up: the worst that holds
 * @param fault what the data plane refused; empty when all is applied
 * @param pool what is special about which servers have its traffic; empty = nothing
 * @param check how its servers are checked; empty = not at all
 * @param sorry whether the sorry server has the traffic
 * @param up how many servers take new connections
 * @param edited how it differs from the configuration file: added, changed, or not: empty
 * @param etag of what operators can change about it
 * @param servers empty where they were not asked for
 */
public record ServiceRow(
    String name,
    String key,
    String group,
    String node,
    String state,
    String fault,
    String pool,
    String scheduler,
    String forward,
    String protocol,
    long persistenceSeconds,
    String check,
    boolean sorry,
    int up,
    int total,
    @JsonUnwrapped Load load,
    String edited,
    String etag,
    List<ServerRow> servers) {
  /** Copies the list. */
  public ServiceRow {
    servers = List.copyOf(servers);
  }

  /** The same with what another node counts. */
  public ServiceRow with(String other, Load counted, List<ServerRow> rows) {
    return new ServiceRow(
        name,
        key,
        group,
        other,
        state,
        fault,
        pool,
        scheduler,
        forward,
        protocol,
        persistenceSeconds,
        check,
        sorry,
        up,
        total,
        counted,
        edited,
        etag,
        rows);
  }

  /** The same without its servers. */
  public ServiceRow brief() {
    return with(node, load, List.of());
  }
}

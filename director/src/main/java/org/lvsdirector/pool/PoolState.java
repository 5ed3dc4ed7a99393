package org.lvsdirector.pool;

import java.util.Map;
import org.lvsdirector.model.Endpoint;

/**
 * What has to be remembered of a service from one decision to the next.
 *
 * @param servers those of whom there is something to remember
 * @param quorate whether the service has its quorum; true where none is asked for
 */
public record PoolState(Map<Endpoint, ServerState> servers, boolean quorate) {
  /** Before the first decision. */
  public static final PoolState NEW = new PoolState(Map.of(), true);

  /** Copies the map. */
  public PoolState {
    servers = Map.copyOf(servers);
  }
}

package org.lvsdirector.pool;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.reconcile.Placement;

/**
 * What was decided about a service.
 *
 * @param state to be given to the next decision
 * @param placements of the servers, in their order
 * @param roles what is special about a server's place, in a word; none for most
 * @param panic whether checks are not believed because too many fail
 * @param level the highest level of servers that has traffic
 * @param withdrawn whether the service shall not be in the data plane
 * @param standDown whether this node should not be the service's master
 * @param alive the weight of the servers that live, as the quorum counts it
 * @param due when to decide again although nothing happens, by {@link System#nanoTime}
 */
public record Turn(
    PoolState state,
    List<Placement> placements,
    Map<Endpoint, Role> roles,
    boolean panic,
    int level,
    boolean withdrawn,
    boolean standDown,
    long alive,
    OptionalLong due) {
  /** Before the first. */
  static final Turn NONE =
      new Turn(PoolState.NEW, List.of(), Map.of(), false, 1, false, false, 0, OptionalLong.empty());

  /** Copies the collections. */
  public Turn {
    placements = List.copyOf(placements);
    roles = Map.copyOf(roles);
  }

  /** Whether it is time to decide again. */
  boolean isDue(long now) {
    return due.isPresent() && now - due.getAsLong() >= 0;
  }

  /** What is special about a server's place. */
  public enum Role {
    /** Its weight rises since it came back. */
    SLOW_START,
    /** Those of the levels before its own suffice. */
    STANDBY,
    /** It serves although its checks fail, for too many would be out. */
    SPARED,
    /** It rests since the service lost its quorum. */
    NO_QUORUM
  }
}

package org.lvsdirector.cluster;

import java.util.Map;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;

/**
 * What a member tells the others about itself.
 *
 * @param groups by the VIP group's name; a group that is missing is not configured on the node
 * @param seen the mandates it knows
 * @param holding the groups whose addresses it carries now, with the epoch it took them under
 * @param leaving whether it is about to go and hands over what it holds
 * @param generation grows each time the node rejoins after it was stopped for too long
 */
public record NodeReport(
    String node,
    Role role,
    Map<String, GroupReport> groups,
    Mandates seen,
    Map<String, Epoch> holding,
    boolean leaving,
    int generation) {
  /** Copies the maps. */
  public NodeReport {
    groups = Map.copyOf(groups);
    holding = Map.copyOf(holding);
  }

  /**
   * The part of the report that the director knows; the cluster adds the rest.
   *
   * @param groups see {@link NodeReport#groups()}
   * @param holding see {@link NodeReport#holding()}
   */
  public record Local(Map<String, GroupReport> groups, Map<String, Epoch> holding) {
    /** Before the director has reported anything. */
    public static final Local NOTHING = new Local(Map.of(), Map.of());

    /** Copies the maps. */
    public Local {
      groups = Map.copyOf(groups);
      holding = Map.copyOf(holding);
    }
  }
}

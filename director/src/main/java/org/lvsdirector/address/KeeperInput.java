package org.lvsdirector.address;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/**
 * Everything a decision depends on beside the keeper's memory.
 *
 * @param now monotonic, in nanoseconds
 * @param silenceNanos longest time, since the last decision, in which the process gave no sign
 * @param configured the VIP groups of the configuration
 * @param held what the interfaces carry, by group; a group that was not looked at is missing
 * @param interfaces by name, as far as they were looked at
 */
record KeeperInput(
    long now,
    long silenceNanos,
    List<VipGroup> configured,
    Tenure tenure,
    Map<String, Set<VipPlace>> held,
    Map<String, InterfaceState> interfaces) {

  /** The same without a look at the table: what a pause is decided on. */
  static KeeperInput blind(long now, long silenceNanos, List<VipGroup> configured, Tenure tenure) {
    return new KeeperInput(now, silenceNanos, configured, tenure, Map.of(), Map.of());
  }
}

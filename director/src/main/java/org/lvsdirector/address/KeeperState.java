package org.lvsdirector.address;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.VipGroup;

/**
 * What the keeper remembers from one look to the next.
 *
 * @param generation raised by each pause; only tenures of this generation are obeyed
 * @param swept whether what an earlier process left behind has been removed
 * @param late whether the event loop's silence has been reported
 * @param groups by name, in the order of the configuration
 * @param interfaces by name, as far as they have been seen
 */
record KeeperState(
    int generation,
    boolean swept,
    boolean late,
    Map<String, GroupState> groups,
    Map<String, InterfaceState> interfaces) {
  KeeperState {
    groups = Collections.unmodifiableMap(groups);
    interfaces = Collections.unmodifiableMap(interfaces);
  }

  static KeeperState initial(List<VipGroup> configured) {
    Map<String, GroupState> groups = new LinkedHashMap<>();
    configured.forEach(group -> groups.put(group.name(), GroupState.free(group)));
    return new KeeperState(0, false, false, groups, Map.of());
  }

  KeeperState with(Map<String, GroupState> newGroups) {
    return new KeeperState(generation, swept, late, newGroups, interfaces);
  }
}

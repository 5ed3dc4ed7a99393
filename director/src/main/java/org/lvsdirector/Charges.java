package org.lvsdirector;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VipGroup;

/**
 * Which VIP group a service belongs to, and with it whose traffic it is.
 *
 * @param groups by virtual address
 * @param any whether there is a group at all
 */
record Charges(Map<InetAddress, String> groups, boolean any) {
  /** Copies the map. */
  Charges {
    groups = Map.copyOf(groups);
  }

  static Charges of(List<VipGroup> configured) {
    Map<InetAddress, String> groups = new HashMap<>();
    configured.forEach(
        group -> group.vips().forEach(vip -> groups.put(vip.address(), group.name())));
    return new Charges(groups, !configured.isEmpty());
  }

  /** The group that has the service's address; empty where none has, or any may. */
  Optional<String> group(ServiceKey service) {
    return service instanceof ServiceKey.Address key
        ? Optional.ofNullable(groups.get(key.endpoint().address()))
        : Optional.empty();
  }

  /** Whether the traffic of a service comes to whoever holds these groups. */
  boolean isInCharge(ServiceKey service, Set<String> held) {
    Optional<String> group = group(service);
    if (group.isPresent()) {
      return held.contains(group.get());
    }
    boolean byMark = service instanceof ServiceKey.Fwmark;
    return !byMark || !any || !held.isEmpty();
  }
}

package org.lvsdirector;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/**
 * Who had each address until its group's mandate changed: he may still get packets that are his.
 * Written on the node's context, read on any thread.
 */
final class Predecessors {
  private final Map<InetAddress, String> macs = new ConcurrentHashMap<>();

  /** Takes in a change of the cluster. */
  void note(Config config, Picture before, Picture after) {
    for (VipGroup group : config.vipGroups()) {
      if (!before.mandates().of(group.name()).equals(after.mandates().of(group.name()))) {
        note(group, before.macOfHolder(group.name(), config.node()));
      }
    }
  }

  private void note(VipGroup group, Optional<String> mac) {
    for (VipPlace place : group.held().places()) {
      // Members tell the Ethernet address of the group's own interface only.
      mac.filter(known -> place.interfaceName().equals(group.interfaceName()))
          .ifPresentOrElse(
              known -> macs.put(place.vip().address(), known),
              () -> macs.remove(place.vip().address()));
    }
  }

  /** The Ethernet address of whoever had an address; empty where that is not known. */
  Optional<String> macOf(InetAddress address) {
    return Optional.ofNullable(macs.get(address));
  }
}

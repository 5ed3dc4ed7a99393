package org.lvsdirector.doctor;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VirtualService;

/** Whether the kernel has rules for our VIPs that are not in the configuration. */
final class ForeignRulesCheck {
  private ForeignRulesCheck() {}

  static List<Finding> of(Config config, Set<ServiceKey> kernel) {
    Set<InetAddress> vips =
        config.vipGroups().stream()
            .flatMap(group -> group.vips().stream())
            .map(Vip::address)
            .collect(Collectors.toSet());
    Set<ServiceKey> ours =
        config.services().stream().map(VirtualService::key).collect(Collectors.toSet());
    List<Finding> foreign =
        kernel.stream()
            .filter(key -> !ours.contains(key))
            .filter(
                key ->
                    key instanceof ServiceKey.Address it && vips.contains(it.endpoint().address()))
            .map(key -> foreign((ServiceKey.Address) key))
            .toList();
    return foreign.isEmpty()
        ? List.of(Finding.ok("IPVS rules of the VIPs", "none but the configured services"))
        : foreign;
  }

  private static Finding foreign(ServiceKey.Address key) {
    String option =
        switch (key.protocol()) {
          case TCP -> "-t";
          case UDP -> "-u";
          case SCTP -> "--sctp-service";
        };
    return Finding.wrong(
        "IPVS rule " + key,
        "is on the VIP %s but not in the configuration: nobody checks its servers"
            .formatted(Addresses.text(key.endpoint().address())),
        "ipvsadm -D %s %s, or make it a service of the configuration"
            .formatted(option, key.endpoint()));
  }
}

package org.lvsdirector.config;

import static org.lvsdirector.config.ServiceSection.FORWARD;
import static org.lvsdirector.config.ServiceSection.ONE_PACKET;

import java.net.InetAddress;
import java.util.List;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VipGroup;

/** What a service must have to be forwarded by FullNAT. */
record FullnatCheck(List<VipGroup> groups) {
  void check(ServiceKey key, Mapping m) {
    if (m.get(ONE_PACKET)) {
      m.spot(ONE_PACKET)
          .fault("a service of single packets has no answers through the director, so not fullnat");
    }
    if (key instanceof ServiceKey.Address it) {
      byAddress(it.endpoint().address(), m);
    } else {
      byMark(key.family(), m);
    }
  }

  private void byAddress(InetAddress vip, Mapping m) {
    List<VipGroup> holders =
        groups.stream()
            .filter(group -> group.vips().stream().anyMatch(it -> it.address().equals(vip)))
            .toList();
    if (holders.isEmpty()) {
      m.spot(FORWARD)
          .fault(
              "fullnat takes its source addresses from the VIP group of the service's address, and "
                  + Addresses.text(vip)
                  + " is in none");
    } else if (!hasSources(holders.get(0), Family.of(vip))) {
      m.spot(FORWARD).fault(missing("VIP group " + holders.get(0).name(), Family.of(vip)));
    }
  }

  private void byMark(Family family, Mapping m) {
    long able = groups.stream().filter(group -> hasSources(group, family)).count();
    if (able == 0) {
      m.spot(FORWARD).fault(missing("a VIP group", family));
    } else if (able > 1) {
      m.spot(FORWARD)
          .fault(
              "a fwmark belongs to no VIP group, and "
                  + able
                  + " have source addresses for fullnat; leave snat to one of them, or write"
                  + " services by address");
    }
  }

  private static String missing(String where, Family family) {
    return "fullnat needs source addresses for its servers' side: add snat: [%s] to %s, with a free %s address of yours"
        .formatted(
            family == Family.INET ? "192.0.2.11" : "2001:db8::11", where, Words.label(family));
  }

  private static boolean hasSources(VipGroup group, Family family) {
    return group.snat().stream().anyMatch(it -> Family.of(it.vip().address()) == family);
  }
}

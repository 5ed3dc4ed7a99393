package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipPlace;

/**
 * Reads one of a group's {@code vips:} or {@code snat:}; an address by itself is short for such a
 * section.
 */
final class VipSection {
  static final Key<Vip> ADDRESS =
      Key.required("address", AddressKinds.VIP, "Without a prefix, /32 or /128.");
  static final Key<String> INTERFACE =
      Key.optional(
              "interface",
              TextKinds.INTERFACE,
              "that of the group",
              "Network interface that carries this address; if it fails, the whole group moves.")
          .perNode();

  static final Section VIPS = new Section("vip-groups[].vips[]", List.of(ADDRESS, INTERFACE));
  static final Section SNAT = new Section("vip-groups[].snat[]", List.of(ADDRESS, INTERFACE));

  private VipSection() {}

  /** The address, on its own interface or else on that of its group. */
  static Optional<VipPlace> read(Mapping m, Optional<String> ofGroup) {
    Optional<Vip> vip = m.require(ADDRESS);
    Optional<String> own = m.find(INTERFACE);
    return vip.flatMap(
        address -> own.or(() -> ofGroup).map(carrier -> new VipPlace(address, carrier)));
  }
}

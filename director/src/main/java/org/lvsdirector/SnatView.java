package org.lvsdirector;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import org.lvsdirector.Status.SnatUse;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.PortUse;
import org.lvsdirector.netfilter.SnatConnection;
import org.lvsdirector.netfilter.SnatLookup;

/** Turns what is known of SNAT addresses into the values that are shown. */
record SnatView(Config config) {
  static SnatUse use(PortUse use) {
    return new SnatUse(
        Addresses.text(use.source()),
        use.protocol().label(),
        use.server().toString(),
        use.used(),
        PortUse.CAPACITY);
  }

  /**
   * Who is behind a port; asks the kernel and blocks.
   *
   * @throws NoSuchElementException with a sentence where nobody is, or the address is none of ours
   */
  List<SnatOwner> owners(Endpoint snat) throws IOException {
    boolean ours =
        config.vipGroups().stream()
            .flatMap(group -> group.snat().stream())
            .anyMatch(place -> place.vip().address().equals(snat.address()));
    if (!ours) {
      throw new NoSuchElementException(
          "no VIP group of this node has the SNAT address " + Addresses.text(snat.address()));
    }
    List<SnatOwner> owners = SnatLookup.find(snat).stream().map(this::owner).toList();
    if (owners.isEmpty()) {
      throw new NoSuchElementException(
          "no connection that this node knows uses " + snat + "; is it the group's master?");
    }
    return owners;
  }

  private SnatOwner owner(SnatConnection connection) {
    return new SnatOwner(
        connection.client().toString(),
        connection.protocol().label(),
        service(connection),
        connection.service().toString(),
        connection.server().toString(),
        connection.since().orElse(Instant.EPOCH));
  }

  private String service(SnatConnection connection) {
    Endpoint to = connection.service();
    ServiceKey exact = new ServiceKey.Address(connection.protocol(), to);
    ServiceKey allPorts =
        new ServiceKey.Address(connection.protocol(), new Endpoint(to.address(), 0));
    return name(exact, name(allPorts, ""));
  }

  private String name(ServiceKey key, String otherwise) {
    return config.services().stream()
        .filter(service -> service.key().equals(key))
        .map(VirtualService::name)
        .findFirst()
        .orElse(otherwise);
  }
}

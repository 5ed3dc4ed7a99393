package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_DEST;
import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_SERVICE;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NetlinkRequest;
import org.lvsdirector.netlink.NlAttrs;
import org.lvsdirector.netlink.StructNlAttr;

/** Dumps of the kernel's services and, one dump a service, of their destinations: exact. */
final class IpvsTables {
  private final GenericNetlink netlink;
  private final Repeats<ServiceRow> repeats = new Repeats<>();

  IpvsTables(GenericNetlink netlink) {
    this.netlink = netlink;
  }

  /** A service as the kernel lists it: its rule, and what it has counted. */
  record ServiceRow(Service service, Traffic traffic) {}

  /** In the kernel's order; one that has not changed is the same object as the last time. */
  List<ServiceRow> services() throws IOException {
    repeats.begin();
    return netlink.dump(
        netlink.request(
            IpvsCommand.GET_SERVICE.number(), "IPVS_CMD_GET_SERVICE, all services", to -> {}),
        attributes -> repeats.next(attributes.require(IPVS_CMD_ATTR_SERVICE), IpvsTables::service));
  }

  private static Optional<ServiceRow> service(StructNlAttr row) throws NetlinkException {
    NlAttrs attributes = row.nested();
    Optional<Service> service = ServiceAttributes.parse(attributes);
    if (service.isEmpty()) {
      return Optional.empty();
    }
    NlAttrs counters = attributes.require(ServiceAttributes.STATS64).nested();
    return Optional.of(new ServiceRow(service.get(), StatsAttributes.parse(counters)));
  }

  /** In the kernel's order; none when the service has gone. */
  List<DestinationRow> destinations(ServiceKey key) throws IOException {
    NetlinkRequest request =
        netlink.request(
            IpvsCommand.GET_DEST.number(),
            "IPVS_CMD_GET_DEST, all of " + key,
            to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(key)));
    return netlink.dump(
        request,
        attributes -> {
          NlAttrs row = attributes.require(IPVS_CMD_ATTR_DEST).nested();
          return Optional.of(
              new DestinationRow(
                  DestinationAttributes.parse(row, key.family()),
                  DestinationAttributes.parseCounters(row)));
        });
  }

  Timeouts timeouts() throws IOException {
    List<Timeouts> answers =
        netlink.query(
            netlink.request(IpvsCommand.GET_CONFIG.number(), "IPVS_CMD_GET_CONFIG", to -> {}),
            attributes -> Optional.of(TimeoutAttributes.parse(attributes)));
    return answers.isEmpty() ? Timeouts.UNSET : answers.get(0);
  }
}

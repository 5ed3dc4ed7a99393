package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_DEST;
import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_SERVICE;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NetlinkRequest;
import org.lvsdirector.netlink.NlAttrs;

/** Dumps of the kernel's services and destinations by netlink: exact, one dump a service. */
final class IpvsTables {
  private final GenericNetlink netlink;

  IpvsTables(GenericNetlink netlink) {
    this.netlink = netlink;
  }

  private interface DestinationDecoder<T> {
    T decode(NlAttrs attributes) throws NetlinkException;
  }

  List<Service> services() throws IOException {
    return netlink.dump(
        allServices(),
        attributes -> ServiceAttributes.parse(attributes.require(IPVS_CMD_ATTR_SERVICE).nested()));
  }

  Timeouts timeouts() throws IOException {
    List<Timeouts> answers =
        netlink.query(
            netlink.request(IpvsCommand.GET_CONFIG.number(), "IPVS_CMD_GET_CONFIG", to -> {}),
            attributes -> Optional.of(TimeoutAttributes.parse(attributes)));
    return answers.isEmpty() ? Timeouts.UNSET : answers.get(0);
  }

  /** In the kernel's order; none when the service has gone. */
  List<Destination> destinations(ServiceKey key) throws IOException {
    return dump(key, attributes -> DestinationAttributes.parse(attributes, key.family()));
  }

  Map<ServiceKey, ServiceCounters> counters() throws IOException {
    Map<ServiceKey, Traffic> services = new LinkedHashMap<>();
    netlink.dump(
        allServices(),
        attributes -> {
          NlAttrs service = attributes.require(IPVS_CMD_ATTR_SERVICE).nested();
          Optional<ServiceKey> key = ServiceAttributes.parseKey(service);
          if (key.isPresent()) {
            NlAttrs counters = service.require(ServiceAttributes.STATS64).nested();
            services.put(key.get(), StatsAttributes.parse(counters));
          }
          return Optional.empty();
        });
    Map<ServiceKey, ServiceCounters> all = new LinkedHashMap<>();
    for (Map.Entry<ServiceKey, Traffic> service : services.entrySet()) {
      all.put(
          service.getKey(),
          new ServiceCounters(service.getValue(), destinationCounters(service.getKey())));
    }
    return all;
  }

  private Map<Endpoint, DestinationCounters> destinationCounters(ServiceKey key)
      throws IOException {
    Map<Endpoint, DestinationCounters> counters = new HashMap<>();
    dump(
        key,
        attributes ->
            counters.put(
                DestinationAttributes.parseEndpoint(attributes, key.family()),
                DestinationAttributes.parseCounters(attributes)));
    return counters;
  }

  private <T> List<T> dump(ServiceKey key, DestinationDecoder<T> decoder) throws IOException {
    NetlinkRequest request =
        netlink.request(
            IpvsCommand.GET_DEST.number(),
            "IPVS_CMD_GET_DEST, all of " + key,
            to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(key)));
    return netlink.dump(
        request,
        attributes ->
            Optional.ofNullable(decoder.decode(attributes.require(IPVS_CMD_ATTR_DEST).nested())));
  }

  private NetlinkRequest allServices() {
    return netlink.request(
        IpvsCommand.GET_SERVICE.number(), "IPVS_CMD_GET_SERVICE, all services", to -> {});
  }
}

package org.lvsdirector.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/**
 * A real server of a service, as a place that TCP connections can be opened to.
 *
 * @param vip what clients connect to; empty for services by firewall mark
 */
record Place(
    String service,
    ForwardingMethod forward,
    Tunnel tunnel,
    Optional<Endpoint> vip,
    Endpoint server) {
  /** All of a configuration that a TCP connection can say something about. */
  static List<Place> of(Config config) {
    return config.services().stream().flatMap(Place::of).toList();
  }

  private static Stream<Place> of(VirtualService service) {
    Optional<Endpoint> vip =
        service.key() instanceof ServiceKey.Address key && key.protocol() == Protocol.TCP
            ? Optional.of(key.endpoint())
            : Optional.empty();
    boolean tcp = vip.isPresent() || service.checks().any();
    return service.servers().stream()
        .filter(server -> tcp && server.state() != AdminState.DOWN)
        .filter(server -> server.endpoint().port() > 0)
        .map(server -> place(service, vip, server));
  }

  private static Place place(VirtualService service, Optional<Endpoint> vip, RealServer server) {
    return new Place(
        service.name(),
        service.forward(),
        server.tunnel(),
        vip.map(it -> new Endpoint(it.address(), server.endpoint().port())),
        server.endpoint());
  }
}

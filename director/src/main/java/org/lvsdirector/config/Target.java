package org.lvsdirector.config;

import java.util.Optional;
import org.lvsdirector.config.yaml.Spot;
import org.lvsdirector.config.yaml.Unique;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Tunnel;

/**
 * What a service demands of the places it forwards to.
 *
 * @param family of the service; empty while that is in doubt
 * @param servicePort 0 where the service has no one port
 * @param synced whether the kernel's connection sync runs, which tunnels across families exclude
 * @param tunnel of servers that have none of their own
 * @param datagrams whether the service may have UDP flows, which can go to another server
 * @param checked whether servers are checked, which takes a port to check
 */
record Target(
    Optional<Family> family,
    int servicePort,
    ForwardingMethod forward,
    boolean synced,
    Tunnel tunnel,
    boolean datagrams,
    boolean checked,
    Unique<Endpoint> unique) {
  /** The same for a place that nobody checks. */
  Target unchecked() {
    return new Target(family, servicePort, forward, synced, tunnel, datagrams, false, unique);
  }

  Endpoint at(Place place, Spot spot) {
    Endpoint endpoint = place.at(servicePort);
    unique.add(endpoint, spot, "the server");
    boolean rewrites = forward == ForwardingMethod.NAT || forward == ForwardingMethod.FULLNAT;
    if (!rewrites && servicePort != 0 && endpoint.port() != servicePort) {
      spot.fault(
          "port "
              + endpoint.port()
              + " differs from the service's "
              + servicePort
              + ", which "
              + forward.label()
              + " cannot translate; use the same port, or forward: nat");
    }
    boolean crosses = family.isPresent() && family.get() != Family.of(endpoint.address());
    if (crosses && forward != ForwardingMethod.TUN) {
      spot.fault(
          place
              + " is not of the service's address family, "
              + Words.label(family.get())
              + "; only forward: tun can cross families");
    } else if (crosses && synced) {
      spot.fault(
          place
              + " is not of the service's address family, "
              + Words.label(family.get())
              + ", and the kernel's connection sync excludes tunnels across families; write sync:"
              + " off, or a server of that family");
    }
    if (checked && endpoint.port() == 0) {
      spot.fault("there is no port to check; write one behind the address, or check: none");
    }
    return endpoint;
  }
}

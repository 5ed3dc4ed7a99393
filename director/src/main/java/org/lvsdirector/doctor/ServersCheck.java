package org.lvsdirector.doctor;

import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;

/** Whether a real server answers: on its own address, for the VIP, and through this director. */
final class ServersCheck {
  private ServersCheck() {}

  /** On its own address, where it is checked. */
  static Finding direct(String service, Endpoint server, Answer answer) {
    String subject = service + " " + server;
    String host = Addresses.text(server.address());
    return switch (answer) {
      case ACCEPTED -> Finding.ok(subject, "accepts connections");
      case REFUSED ->
          Finding.wrong(
              subject,
              "refuses connections: nothing listens there, so it gets no traffic",
              "on %s: start the service; ss -ltn shows where it listens".formatted(host));
      case SILENT ->
          Finding.wrong(
              subject,
              "does not answer: it is off, unreachable or behind a filter, so it gets no traffic",
              "ping %s; on %s: let TCP port %d in".formatted(host, host, server.port()));
    };
  }

  /** For the VIP, of a server that accepts connections on its own address. */
  static Finding forVip(
      String service, ForwardingMethod forward, Endpoint server, Endpoint vip, Answer answer) {
    String subject = service + " " + server;
    String host = Addresses.text(server.address());
    String address = Addresses.text(vip.address());
    return switch (answer) {
      case ACCEPTED -> Finding.ok(subject, "answers for the VIP " + vip);
      case REFUSED ->
          Finding.wrong(
              subject,
              "has the VIP %s but refuses port %d on it: the service listens elsewhere"
                  .formatted(address, vip.port()),
              "on %s: let the service listen on %s or on all addresses".formatted(host, address));
      case SILENT ->
          Finding.wrong(
              subject,
              "answers on its own address but not for the VIP %s: %s"
                  .formatted(
                      address,
                      forward == ForwardingMethod.TUN
                          ? "VIP not on tunl0, tunl0 down, or its rp_filter strict"
                          : "VIP not on lo"),
              "on %s: lvs-director realserver start --mode %s --vip %s"
                  .formatted(host, forward.label(), address));
    };
  }

  /** A server that can not be reached by Ethernet frames, which DR needs. */
  static Finding apart(String service, Endpoint server) {
    return Finding.wrong(
        service + " " + server,
        "is on no network of this machine: dr only reaches servers on a common segment",
        "use forward: tun, or give director and server addresses in one network");
  }

  /** Whether it answers clients from afar through this machine, as nat needs. */
  static Finding wayBack(String service, Endpoint server, Answer answer) {
    String subject = service + " " + server;
    String host = Addresses.text(server.address());
    return answer == Answer.SILENT
        ? Finding.wrong(
            subject,
            "does not send its answers to distant clients through this director: nat needs that",
            "on %s: ip route replace default via GATEWAY, an address of the VIP group that holds"
                    .formatted(host)
                + " here")
        : Finding.ok(subject, "answers distant clients through this director");
  }
}

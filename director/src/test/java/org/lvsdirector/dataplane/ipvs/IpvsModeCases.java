package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsExercise.contains;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.expect;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.refused;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.roundTrip;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.endpoint;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.entry;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.tcp;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.netlink.Namespace;

/** Tunnels, mixed families, timeouts, engines: what the kernel takes and what it refuses. */
final class IpvsModeCases {
  private static final ServiceKey V4 = tcp("10.10.0.1:80");
  private static final ServiceKey V6 = tcp("[2001:db8::10]:80");
  private static final Endpoint RS4 = endpoint("10.9.0.5:80");
  private static final Endpoint RS6 = endpoint("[2001:db8::5]:80");
  private static final Tunnel GUE = new Tunnel(Tunnel.Type.GUE, 6080, Tunnel.Checksum.REMCSUM);

  private IpvsModeCases() {}

  static Map<String, IpvsExercise.Case> all() {
    Map<String, IpvsExercise.Case> cases = new LinkedHashMap<>();
    for (Tunnel.Type type : Tunnel.Type.values()) {
      for (Tunnel.Checksum checksum : Tunnel.Checksum.values()) {
        Tunnel tunnel = new Tunnel(type, type == Tunnel.Type.GUE ? 65535 : 0, checksum);
        cases.put("tunnel " + tunnel, plane -> tunnel(plane, tunnel));
      }
    }
    cases.put("tunnel as ipvsadm sees it", IpvsModeCases::tunnelOfIpvsadm);
    cases.put("tunnel that becomes another", IpvsModeCases::tunnelChanges);
    cases.put("GUE without a port", IpvsModeCases::gueWithoutPort);
    cases.put("families mixed otherwise than by tunnel", IpvsModeCases::mixedOtherwise);
    cases.put("families mixed beside a sync daemon", IpvsModeCases::mixedBesideDaemon);
    cases.put("first and last port", IpvsModeCases::ports);
    cases.put("timeouts", IpvsModeCases::timeouts);
    cases.put("persistence engine", IpvsModeCases::engine);
    cases.put("what the kernel takes and has no use for", IpvsModeCases::lenient);
    return cases;
  }

  private static Destination by(Tunnel tunnel, Endpoint endpoint) {
    return new Destination(endpoint, Method.TUNNEL, 1, 0, 0, tunnel);
  }

  private static Service rr(ServiceKey key) {
    return new Service(key, "rr", 0, 0, key.family().bits());
  }

  private static void tunnel(IpvsDataplane plane, Tunnel tunnel) throws Exception {
    roundTrip(
        plane,
        new Rules.Entry(rr(V4), List.of(by(tunnel, RS4))),
        new Rules.Entry(rr(V6), List.of(by(tunnel, RS6), by(tunnel, RS4))));
  }

  private static void tunnelOfIpvsadm(IpvsDataplane plane) throws Exception {
    Namespace.command("ipvsadm", "-A", "-t", "10.10.0.1:80", "-s", "rr");
    Namespace.command(
        "ipvsadm",
        "-a",
        "-t",
        "10.10.0.1:80",
        "-r",
        "10.9.0.5:80",
        "-i",
        "--tun-type",
        "gue",
        "--tun-port",
        "6080",
        "--tun-remcsum");
    expect(plane.read().services().get(V4), new Rules.Entry(rr(V4), List.of(by(GUE, RS4))));
  }

  private static void tunnelChanges(IpvsDataplane plane) throws Exception {
    roundTrip(plane, new Rules.Entry(rr(V4), List.of(by(GUE, RS4))));
    for (Tunnel next : List.of(new Tunnel(Tunnel.Type.GRE, 0, Tunnel.Checksum.CSUM), Tunnel.IPIP)) {
      expect(plane.apply(List.of(new Change.SetDestination(V4, by(next, RS4)))), List.of());
      expect(plane.read().services().get(V4).destinations(), List.of(by(next, RS4)));
    }
  }

  private static void gueWithoutPort(IpvsDataplane plane) throws Exception {
    Tunnel portless = new Tunnel(Tunnel.Type.GUE, 0, Tunnel.Checksum.NOCSUM);
    plane.apply(List.of(new Change.AddService(rr(V4))));
    refused(plane.apply(List.of(new Change.AddDestination(V4, by(portless, RS4)))), "EINVAL");
  }

  private static void mixedOtherwise(IpvsDataplane plane) throws Exception {
    plane.apply(List.of(new Change.AddService(rr(V4)), new Change.AddService(rr(V6))));
    for (Method method : List.of(Method.MASQ, Method.ROUTE)) {
      refused(
          plane.apply(
              List.of(new Change.AddDestination(V6, new Destination(RS4, method, 1, 0, 0)))),
          "EINVAL",
          "only tunnels cross address families");
      refused(
          plane.apply(
              List.of(new Change.AddDestination(V4, new Destination(RS6, method, 1, 0, 0)))),
          "EINVAL");
    }
  }

  private static void mixedBesideDaemon(IpvsDataplane plane) throws Exception {
    SyncDaemon backup = SyncDaemon.of(SyncDaemon.State.BACKUP, "lo", 1);
    Change.AddDestination mixed = new Change.AddDestination(V6, by(Tunnel.IPIP, RS4));
    plane.apply(List.of(new Change.AddService(rr(V6))));
    try (SyncDaemons daemons = SyncDaemons.open()) {
      expect(daemons.start(backup), true);
      refused(plane.apply(List.of(mixed)), "EINVAL", "sync", "ipvsadm --stop-daemon");
      expect(daemons.stop(SyncDaemon.State.BACKUP), true);
      expect(plane.apply(List.of(mixed)), List.of());
      try {
        daemons.start(backup);
        throw new AssertionError("a daemon beside a tunnel across families");
      } catch (IOException e) {
        contains(e.getMessage(), "EINVAL");
      }
    }
  }

  private static void ports(IpvsDataplane plane) throws Exception {
    for (Protocol protocol : Protocol.values()) {
      roundTrip(
          plane,
          entry(new ServiceKey.Address(protocol, endpoint("10.10.0.1:1")), Method.MASQ),
          entry(new ServiceKey.Address(protocol, endpoint("10.10.0.1:65535")), Method.TUNNEL),
          entry(new ServiceKey.Address(protocol, endpoint("[2001:db8::1]:1")), Method.ROUTE),
          entry(new ServiceKey.Address(protocol, endpoint("[2001:db8::1]:65535")), Method.MASQ));
      Namespace.command("ipvsadm", "-C");
    }
  }

  private static void timeouts(IpvsDataplane plane) throws Exception {
    Timeouts before = plane.read().timeouts();
    expect(before, new Timeouts(900, 120, 300));
    expect(plane.apply(List.of(new Change.SetTimeouts(new Timeouts(61, 0, 2)))), List.of());
    expect(plane.read().timeouts(), new Timeouts(61, 120, 2));
    contains(Namespace.command("ipvsadm", "-Ln", "--timeout"), "61 120 2");
    Namespace.command("ipvsadm", "--set", "0", "5", "0");
    expect(plane.read().timeouts(), new Timeouts(61, 5, 2));
    refused(
        plane.apply(List.of(new Change.SetTimeouts(new Timeouts(Integer.MAX_VALUE, 0, 0)))),
        "EINVAL");
    expect(plane.apply(List.of(new Change.SetTimeouts(before))), List.of());
  }

  private static void engine(IpvsDataplane plane) throws Exception {
    ServiceKey sip = new ServiceKey.Address(Protocol.UDP, endpoint("10.10.0.1:5060"));
    Service stuck = new Service(sip, "rr", 1, 60, 32, "sip");
    roundTrip(plane, new Rules.Entry(stuck, List.of()));
    Service plain = new Service(sip, "rr", 1, 60, 32);
    expect(plane.apply(List.of(new Change.SetService(plain))), List.of());
    expect(plane.read().services().get(sip).service(), plain);
    Service nosuch = new Service(V4, "rr", 1, 60, 32, "nosuch");
    refused(plane.apply(List.of(new Change.AddService(nosuch))), "ENOENT", "ip_vs_pe_nosuch");
  }

  /** Which is why the configuration has to refuse it. */
  private static void lenient(IpvsDataplane plane) throws Exception {
    roundTrip(
        plane,
        new Rules.Entry(rr(tcp("10.10.0.2:0")), List.of()),
        new Rules.Entry(new Service(V4, "rr", 4, 0, 32), List.of()),
        new Rules.Entry(new Service(V6, "rr", 0x18, 0, 128), List.of(by(Tunnel.IPIP, RS6))));
  }
}

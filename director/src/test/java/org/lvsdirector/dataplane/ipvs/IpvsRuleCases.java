package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsExercise.contains;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.expect;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.refused;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.roundTrip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.SchedulerFlag;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.Namespace;

/** One service or a few, in every form that the kernel knows. */
final class IpvsRuleCases {
  private static final ServiceKey V4 = tcp("10.10.0.1:80");
  private static final ServiceKey V6 = tcp("[2001:db8::10]:80");

  private IpvsRuleCases() {}

  static Map<String, IpvsExercise.Case> all() {
    Map<String, IpvsExercise.Case> cases = new LinkedHashMap<>();
    for (Scheduler scheduler : Scheduler.values()) {
      if (scheduler != Scheduler.TWOS) {
        cases.put("scheduler " + scheduler.label(), plane -> scheduler(plane, scheduler));
      }
    }
    for (Method method : Method.values()) {
      cases.put(
          "method " + method, plane -> roundTrip(plane, entry(V4, method), entry(V6, method)));
    }
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      cases.put("flag " + flag.label(), plane -> flag(plane, flag));
    }
    cases.put("a scheduler that is missing", IpvsRuleCases::missingScheduler);
    cases.put("protocols", IpvsRuleCases::protocols);
    cases.put("firewall marks of both families", IpvsRuleCases::firewallMarks);
    cases.put("persistence", IpvsRuleCases::persistence);
    cases.put("thresholds and weights", IpvsRuleCases::thresholds);
    cases.put("tunnel from IPv6 to IPv4", IpvsRuleCases::mixedTunnel);
    cases.put("one-packet", IpvsRuleCases::onePacket);
    cases.put("set, delete, repeat", IpvsRuleCases::setAndDelete);
    cases.put("refusals", IpvsRuleCases::refusals);
    cases.put("as ipvsadm sees it", IpvsRuleCases::ipvsadm);
    return cases;
  }

  private static void scheduler(IpvsDataplane plane, Scheduler scheduler) throws Exception {
    Service service = new Service(V4, scheduler.label(), 0, 0, 32);
    roundTrip(plane, new Rules.Entry(service, List.of(destination("10.9.0.5:80"))));
  }

  private static void missingScheduler(IpvsDataplane plane) throws Exception {
    refused(
        plane.apply(List.of(new Change.AddService(new Service(V4, "nosuch", 0, 0, 32)))),
        "ENOENT",
        "ip_vs_nosuch");
  }

  private static void flag(IpvsDataplane plane, SchedulerFlag flag) throws Exception {
    Service service = new Service(V4, flag.scheduler().label(), flag.bit(), 0, 32);
    roundTrip(plane, new Rules.Entry(service, List.of()));
  }

  private static void protocols(IpvsDataplane plane) throws Exception {
    Endpoint endpoint = endpoint("10.10.0.1:53");
    roundTrip(
        plane,
        entry(new ServiceKey.Address(Protocol.TCP, endpoint), Method.MASQ),
        entry(new ServiceKey.Address(Protocol.UDP, endpoint), Method.MASQ),
        entry(new ServiceKey.Address(Protocol.SCTP, endpoint), Method.MASQ));
  }

  private static void firewallMarks(IpvsDataplane plane) throws Exception {
    roundTrip(
        plane,
        entry(new ServiceKey.Fwmark(7, Family.INET), Method.ROUTE),
        entry(new ServiceKey.Fwmark(7, Family.INET6), Method.ROUTE),
        entry(new ServiceKey.Fwmark(0xfffffffe, Family.INET), Method.MASQ));
  }

  private static void persistence(IpvsDataplane plane) throws Exception {
    ServiceKey everyPort = tcp("10.10.0.2:0");
    roundTrip(
        plane,
        new Rules.Entry(new Service(V4, "wlc", 1, 300, 24), List.of(destination("10.9.0.5:80"))),
        new Rules.Entry(new Service(V6, "wlc", 1, 60, 64), List.of()),
        new Rules.Entry(
            new Service(everyPort, "rr", 1, 86400, 32), List.of(destination("10.9.0.5:0"))));
  }

  private static void thresholds(IpvsDataplane plane) throws Exception {
    Rules.Entry entry =
        new Rules.Entry(
            new Service(V4, "wlc", 0, 0, 32),
            List.of(
                new Destination(endpoint("10.9.0.5:80"), Method.ROUTE, 0, 100, 75),
                new Destination(endpoint("10.9.0.6:80"), Method.MASQ, 65535, 100, 0)));
    roundTrip(plane, entry);
  }

  private static void mixedTunnel(IpvsDataplane plane) throws Exception {
    Destination v4 = new Destination(endpoint("10.9.0.5:80"), Method.TUNNEL, 1, 0, 0);
    roundTrip(plane, new Rules.Entry(new Service(V6, "rr", 0, 0, 128), List.of(v4)));
    Destination v6 = new Destination(endpoint("[2001:db8::5]:80"), Method.TUNNEL, 1, 0, 0);
    Namespace.command("ipvsadm", "-C");
    roundTrip(plane, new Rules.Entry(new Service(V4, "rr", 0, 0, 32), List.of(v6)));
  }

  private static void onePacket(IpvsDataplane plane) throws Exception {
    ServiceKey dns = new ServiceKey.Address(Protocol.UDP, endpoint("10.10.0.1:53"));
    roundTrip(plane, new Rules.Entry(new Service(dns, "rr", 4, 0, 32), List.of()));
  }

  private static void setAndDelete(IpvsDataplane plane) throws Exception {
    Rules.Entry first = entry(V4, Method.ROUTE);
    roundTrip(plane, first);
    // Once more: what is there already is set.
    roundTrip(plane, first);
    Service service = new Service(V4, "wlc", 1, 30, 24);
    Destination drained = new Destination(endpoint("10.9.0.5:80"), Method.MASQ, 0, 5, 1);
    plane.apply(List.of(new Change.DeleteDestination(V4, endpoint("10.9.0.6:80"))));
    roundTrip(plane, new Rules.Entry(service, List.of(drained)));
    List<Change> deletions =
        List.of(
            new Change.DeleteDestination(V4, drained.endpoint()),
            new Change.DeleteDestination(V4, drained.endpoint()),
            new Change.DeleteService(V4),
            new Change.DeleteService(V4),
            new Change.DeleteDestination(V4, drained.endpoint()));
    expect(plane.apply(deletions), List.of());
    expect(plane.read().services(), Map.of());
  }

  private static void refusals(IpvsDataplane plane) throws Exception {
    Destination destination = destination("10.9.0.5:80");
    refused(
        plane.apply(List.of(new Change.AddDestination(V4, destination))),
        "ESRCH",
        "no such service");
    refused(
        plane.apply(
            List.of(
                new Change.AddService(new Service(V4, "rr", 0, 0, 32)),
                new Change.SetDestination(V4, destination),
                new Change.AddService(new Service(V6, "rr", 0, 0, 128)))),
        "ENOENT",
        "no such destination");
    // The one that failed kept no other from being done.
    expect(plane.read().services().size(), 2);
    refused(
        plane.apply(
            List.of(
                new Change.AddDestination(
                    V4, new Destination(endpoint("10.9.0.5:80"), Method.ROUTE, 1, 1, 2)))),
        "ERANGE");
  }

  private static void ipvsadm(IpvsDataplane plane) throws Exception {
    roundTrip(
        plane,
        new Rules.Entry(
            new Service(V4, "sh", 1 | 0x18, 300, 24),
            List.of(new Destination(endpoint("10.9.0.5:81"), Method.MASQ, 3, 9, 4))),
        new Rules.Entry(
            new Service(new ServiceKey.Fwmark(9, Family.INET6), "mh", 0, 0, 128),
            List.of(new Destination(endpoint("[2001:db8::5]:0"), Method.TUNNEL, 1, 0, 0))));
    contains(
        Namespace.command("ipvsadm", "-Sn"),
        "-A -t 10.10.0.1:80 -s sh -p 300 -M 255.255.255.0 -b sh-fallback,sh-port",
        "-a -t 10.10.0.1:80 -r 10.9.0.5:81 -m -w 3",
        "-A -f 9 -6 -s mh",
        "-a -f 9 -6 -r [2001:db8::5]:0 -i -w 1");
    String thresholds = Namespace.command("ipvsadm", "-Ln", "--thresholds");
    contains(thresholds.replaceAll(" +", " "), "10.9.0.5:81 9 4 0 0");
    Namespace.command("ipvsadm", "-C");
    Namespace.command("ipvsadm", "-A", "-t", "10.10.0.1:80", "-s", "rr");
    Namespace.command("ipvsadm", "-a", "-t", "10.10.0.1:80", "-r", "10.9.0.5:80", "-g", "-w", "4");
    expect(
        plane.read().services().get(V4),
        new Rules.Entry(
            new Service(V4, "rr", 0, 0, 32),
            List.of(new Destination(endpoint("10.9.0.5:80"), Method.ROUTE, 4, 0, 0))));
  }

  static Rules.Entry entry(ServiceKey key, Method method) {
    boolean v6 = key.family() == Family.INET6;
    // Packets of these methods keep the service's port.
    int port = key instanceof ServiceKey.Address address ? address.endpoint().port() : 0;
    Endpoint first = new Endpoint(endpoint(v6 ? "[2001:db8::5]:1" : "10.9.0.5:1").address(), port);
    Endpoint second = new Endpoint(endpoint(v6 ? "[2001:db8::6]:1" : "10.9.0.6:1").address(), port);
    return new Rules.Entry(
        new Service(key, "wrr", 0, 0, key.family().bits()),
        List.of(new Destination(first, method, 1, 0, 0), new Destination(second, method, 2, 0, 0)));
  }

  static Destination destination(String endpoint) {
    return new Destination(endpoint(endpoint), Method.ROUTE, 1, 0, 0);
  }

  static ServiceKey tcp(String endpoint) {
    return new ServiceKey.Address(Protocol.TCP, endpoint(endpoint));
  }

  static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }
}

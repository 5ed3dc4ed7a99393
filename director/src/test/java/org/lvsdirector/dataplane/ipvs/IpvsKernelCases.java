package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsExercise.contains;
import static org.lvsdirector.dataplane.ipvs.IpvsExercise.expect;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.endpoint;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.TestLibc;

/** Many services, counters, sync daemons, and a thread without capabilities. */
final class IpvsKernelCases {
  private static final int MANY = 5000;
  private static final int SOME = 1000;
  private static final Tunnel GRE = new Tunnel(Tunnel.Type.GRE, 0, Tunnel.Checksum.CSUM);

  private IpvsKernelCases() {}

  static Map<String, IpvsExercise.Case> all() {
    Map<String, IpvsExercise.Case> cases = new LinkedHashMap<>();
    cases.put("info", plane -> expect(plane.info().version(), "1.2.1"));
    cases.put("many services", IpvsKernelCases::manyServices);
    cases.put("statistics", IpvsKernelCases::statistics);
    cases.put("sync daemons", plane -> syncDaemons());
    cases.put("refused sync daemons", plane -> refusedSyncDaemons());
    cases.put("no capability", plane -> noCapability());
    return cases;
  }

  private static void manyServices(IpvsDataplane plane) throws Exception {
    List<Rules.Entry> entries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      boolean v6 = i % 3 == 0;
      int net = i / 250 + 1;
      String port = ":" + (1000 + i % 250);
      ServiceKey key = tcp((v6 ? "[2001:db8::" + net + "]" : "10.11." + net + ".1") + port);
      // As ipvsadm has it, direct routing goes to the same port.
      Destination only =
          v6
              ? new Destination(endpoint("[2001:db8::5]:80"), Method.MASQ, 1, 0, 0)
              : new Destination(
                  endpoint("10.9.0.5" + port),
                  i % 7 == 0 ? Method.TUNNEL : Method.ROUTE,
                  i % 9,
                  i % 2 * 100,
                  i % 2 * 50,
                  i % 7 == 0 ? GRE : Tunnel.IPIP);
      entries.add(
          new Rules.Entry(new Service(key, "rr", 0, 0, key.family().bits()), List.of(only)));
    }
    long start = System.nanoTime();
    IpvsExercise.roundTrip(plane, entries.toArray(new Rules.Entry[0]));
    long first = System.nanoTime();
    Rules again = plane.read();
    long second = System.nanoTime();
    entries.forEach(entry -> expect(again.services().get(entry.service().key()), entry));
    System.out.printf(
        "  %d services: added and read exactly in %d ms, read again in %d ms%n",
        MANY, (first - start) / 1_000_000, (second - first) / 1_000_000);
    delete(plane, entries.subList(SOME, MANY));
    seesForeignThresholds(plane, entries.get(1));
    delete(plane, entries.subList(0, SOME));
    expect(plane.read().services(), Map.of());
  }

  private static void delete(IpvsDataplane plane, List<Rules.Entry> entries) throws IOException {
    List<Change> deletions = new ArrayList<>();
    entries.forEach(entry -> deletions.add(new Change.DeleteService(entry.service().key())));
    expect(plane.apply(deletions), List.of());
  }

  private static void seesForeignThresholds(IpvsDataplane plane, Rules.Entry entry)
      throws IOException {
    ServiceKey.Address key = (ServiceKey.Address) entry.service().key();
    String service = key.endpoint().toString();
    String server = entry.destinations().get(0).endpoint().toString();
    Namespace.command("ipvsadm", "-e", "-t", service, "-r", server, "-g", "-w", "1", "-x", "77");
    for (int turn = 0; turn <= DumpTurns.IDLE_TURNS; turn++) {
      if (plane.read().services().get(key).destinations().get(0).upperThreshold() == 77) {
        return;
      }
    }
    throw new AssertionError("a foreign change of thresholds was not seen");
  }

  private static void statistics(IpvsDataplane plane) throws Exception {
    Namespace.command("ip", "addr", "replace", "10.12.0.1/32", "dev", "lo");
    Namespace.command("ip", "addr", "replace", "10.12.0.2/32", "dev", "lo");
    Endpoint real = endpoint("10.12.0.2:8080");
    ServiceKey key = tcp("10.12.0.1:80");
    IpvsExercise.roundTrip(
        plane,
        new Rules.Entry(
            new Service(key, "rr", 0, 0, 32),
            List.of(new Destination(real, Method.MASQ, 1, 0, 0))));
    try (ServerSocket server = new ServerSocket()) {
      server.bind(new InetSocketAddress("10.12.0.2", 8080));
      try (Socket client = new Socket("10.12.0.1", 80);
          Socket accepted = server.accept()) {
        client.getOutputStream().write(new byte[1000]);
        accepted.getInputStream().readNBytes(1000);
        Statistics.ServiceCounters counters = counted(plane, key);
        Statistics.DestinationCounters destination = counters.destinations().get(real);
        expect(counters.traffic().connections(), 1L);
        expect(destination.active(), 1L);
        expect(destination.inactive(), 0L);
        expect(destination.traffic(), counters.traffic());
        expect(counters.traffic().inPackets() >= 3, true);
        expect(counters.traffic().outPackets() >= 1, true);
        expect(counters.traffic().inBytes() > 1000, true);
        expect(counters.traffic().outBytes() >= 40, true);
      }
    }
  }

  /** The kernel adds up what its processors have counted every two seconds. */
  private static Statistics.ServiceCounters counted(IpvsDataplane plane, ServiceKey key)
      throws IOException {
    long start = System.nanoTime();
    Statistics.ServiceCounters counters = read(plane, key);
    while (counters.traffic().inBytes() < 1000) {
      expect(System.nanoTime() - start < 6_000_000_000L, true);
      counters = read(plane, key);
    }
    return counters;
  }

  private static Statistics.ServiceCounters read(IpvsDataplane plane, ServiceKey key)
      throws IOException {
    plane.read();
    return plane.statistics().services().get(key);
  }

  private static void syncDaemons() throws Exception {
    SyncDaemon master = SyncDaemon.of(SyncDaemon.State.MASTER, "lo", 7);
    SyncDaemon backup = SyncDaemon.of(SyncDaemon.State.BACKUP, "lo", 255);
    try (SyncDaemons daemons = SyncDaemons.open()) {
      expect(daemons.daemons(), List.of());
      expect(daemons.start(master), true);
      expect(daemons.start(master), false);
      expect(daemons.start(backup), true);
      List<SyncDaemon> running = daemons.daemons();
      expect(running.size(), 2);
      expect(running.get(0).maxLength() > 1024, true);
      expect(withoutLength(running.get(0)), master);
      expect(withoutLength(running.get(1)), backup);
      expect(daemons.stop(SyncDaemon.State.MASTER), true);
      expect(daemons.stop(SyncDaemon.State.MASTER), false);
      expect(daemons.stop(SyncDaemon.State.BACKUP), true);
      SyncDaemon special =
          new SyncDaemon(
              SyncDaemon.State.BACKUP, "lo", 3, 4096, endpoint("[ff02::51]:1").address(), 9000, 1);
      expect(daemons.start(special), true);
      expect(daemons.daemons(), List.of(special));
      expect(daemons.stop(SyncDaemon.State.BACKUP), true);
      expect(daemons.daemons(), List.of());
    }
  }

  private static void refusedSyncDaemons() throws Exception {
    try (SyncDaemons daemons = SyncDaemons.open()) {
      try {
        daemons.start(SyncDaemon.of(SyncDaemon.State.MASTER, "nosuch0", 1));
        throw new AssertionError("a daemon on no interface");
      } catch (IOException e) {
        contains(e.getMessage(), "IPVS_CMD_NEW_DAEMON", "nosuch0", "ENODEV");
      }
    }
  }

  private static void noCapability() throws Exception {
    CompletableFuture<String> message = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              TestLibc.dropCapabilities();
              try (IpvsDataplane plane = IpvsDataplane.open()) {
                message.complete("opened: " + plane.info());
              } catch (IOException e) {
                message.complete(e.getMessage());
              }
            },
            "no-capability");
    thread.start();
    contains(message.get(10, TimeUnit.SECONDS), "EPERM", "CAP_NET_ADMIN");
  }

  private static SyncDaemon withoutLength(SyncDaemon daemon) {
    return new SyncDaemon(
        daemon.state(),
        daemon.interfaceName(),
        daemon.syncId(),
        0,
        daemon.group(),
        daemon.port(),
        daemon.ttl());
  }
}

package org.lvsdirector.dataplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.EmbeddedAddressTable;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Vip;

class EmbeddedAddressTableTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private Server server;
  private Endpoint service;
  private Vip vip;

  @BeforeEach
  void start() throws IOException {
    server = Server.echo(10, 'a');
    service = Loopback.free(2);
    vip = new Vip(service.address(), 32);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void listensOnlyWhileTheAddressIsHeld() throws IOException {
    try (EmbeddedDataplane dataplane = dataplane();
        EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane)) {
      assertThatThrownBy(this::request).isInstanceOf(ConnectException.class);
      addresses.hold("any", vip, LEASE);
      assertThat(addresses.held("any", Set.of(vip))).containsExactly(vip);
      assertThat(addresses.state("any").usable()).isTrue();
      try (Socket before = Loopback.connect(service)) {
        assertThat(before.getInputStream().read()).isEqualTo('a');
        addresses.drop("any", vip);
        addresses.drop("any", vip);
        assertThat(addresses.held("any", Set.of(vip))).isEmpty();
        assertThatThrownBy(this::request).isInstanceOf(ConnectException.class);
        before.getOutputStream().write('z');
        assertThat(before.getInputStream().read()).isEqualTo('z');
      }
    }
  }

  @Test
  void theLeaseEndsByItselfUnlessRenewed() throws Exception {
    try (EmbeddedDataplane dataplane = dataplane();
        EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane)) {
      long start = System.nanoTime();
      Duration lease = Duration.ofMillis(600);
      addresses.hold("any", vip, lease);
      Loopback.await("some renewals", () -> renewed(addresses, start, lease.multipliedBy(2)));
      assertThat(request()).isEqualTo('a');
      Loopback.await("the lease is over", () -> held(addresses).isEmpty());
      assertThatThrownBy(this::request).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void namesAddressPortAndReasonWhenAStrangerHasThePort() throws IOException {
    try (EmbeddedDataplane dataplane = dataplane();
        EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane);
        ServerSocket stranger = new ServerSocket()) {
      stranger.bind(Loopback.socket(service));
      assertThatThrownBy(() -> addresses.hold("any", vip, LEASE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot listen on " + service + ": ")
          .hasMessageContaining("in use")
          .hasMessageContaining("ss -ltnp");
      assertThat(addresses.held("any", Set.of(vip))).isEmpty();
    }
  }

  @Test
  void aServiceWhosePortIsTakenIsRefusedAndTheOthersLive() throws IOException {
    Endpoint second = Loopback.free(2);
    try (EmbeddedDataplane dataplane = dataplane();
        EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane);
        ServerSocket stranger = new ServerSocket()) {
      addresses.hold("any", vip, LEASE);
      stranger.bind(Loopback.socket(second));
      List<Dataplane.Failure> failures =
          dataplane.apply(List.of(new Change.AddService(rule(second))));
      assertThat(failures).hasSize(1);
      assertThat(failures.get(0).reason()).startsWith("cannot listen on " + second);
      assertThat(dataplane.read().services()).hasSize(1);
      assertThat(request()).isEqualTo('a');
    }
  }

  @Test
  void saysWhenTheMachineHasNotTheAddress() throws IOException {
    Endpoint foreign = Endpoint.parse("192.0.2.77:8080").orElseThrow();
    try (EmbeddedDataplane dataplane = new EmbeddedDataplane();
        EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane)) {
      dataplane.apply(List.of(new Change.AddService(rule(foreign))));
      assertThatThrownBy(() -> addresses.hold("any", new Vip(foreign.address(), 32), LEASE))
          .hasMessageContaining("cannot listen on 192.0.2.77:8080: ")
          .hasMessageContaining("addresses that this machine has");
    }
  }

  @Test
  void handsOverWithoutARefusedConnection() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (EmbeddedDataplane one = dataplane();
        EmbeddedDataplane two = dataplane();
        EmbeddedAddressTable first = new EmbeddedAddressTable(one);
        EmbeddedAddressTable second = new EmbeddedAddressTable(two)) {
      first.hold("any", vip, LEASE);
      List<Future<Integer>> clients =
          List.of(
              threads.submit(() -> load(over)),
              threads.submit(() -> load(over)),
              threads.submit(() -> load(over)));
      for (int i = 0; i < 10; i++) {
        second.hold("any", vip, LEASE);
        first.drop("any", vip);
        awaitTraffic(two);
        first.hold("any", vip, LEASE);
        second.drop("any", vip);
        awaitTraffic(one);
      }
      over.set(true);
      for (Future<Integer> client : clients) {
        assertThat(client.get()).isPositive();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
  }

  private int load(AtomicBoolean over) throws IOException {
    int requests = 0;
    while (!over.get()) {
      assertThat(request()).isEqualTo('a');
      requests++;
    }
    return requests;
  }

  private int request() throws IOException {
    try (Socket client = Loopback.connect(service)) {
      return client.getInputStream().read();
    }
  }

  private void awaitTraffic(EmbeddedDataplane dataplane) throws Exception {
    long before = connections(dataplane);
    Loopback.await("traffic after the hand-over", () -> connections(dataplane) > before + 20);
  }

  private long connections(EmbeddedDataplane dataplane) {
    try {
      return dataplane
          .statistics()
          .services()
          .get(new ServiceKey.Address(Protocol.TCP, service))
          .traffic()
          .connections();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean renewed(EmbeddedAddressTable addresses, long start, Duration time) {
    try {
      addresses.hold("any", vip, Duration.ofMillis(600));
      return System.nanoTime() - start > time.toNanos();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Set<Vip> held(EmbeddedAddressTable addresses) {
    try {
      return addresses.held("any", Set.of(vip));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private EmbeddedDataplane dataplane() throws IOException {
    EmbeddedDataplane dataplane = new EmbeddedDataplane();
    Service rule = rule(service);
    Destination to = new Destination(server.endpoint(), Method.MASQ, 1, 0, 0);
    assertThat(
            dataplane.apply(
                List.of(new Change.AddService(rule), new Change.AddDestination(rule.key(), to))))
        .isEmpty();
    return dataplane;
  }

  private static Service rule(Endpoint endpoint) {
    return new Service(new ServiceKey.Address(Protocol.TCP, endpoint), "rr", 0, 0, 32);
  }
}

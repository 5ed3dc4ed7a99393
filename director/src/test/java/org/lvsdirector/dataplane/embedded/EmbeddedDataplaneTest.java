package org.lvsdirector.dataplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.EmbeddedAddressTable;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Vip;

class EmbeddedDataplaneTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final EmbeddedDataplane dataplane = new EmbeddedDataplane();
  private final EmbeddedAddressTable addresses = new EmbeddedAddressTable(dataplane);
  private final List<Server> servers = new ArrayList<>();
  private Endpoint service;
  private ServiceKey key;

  @BeforeEach
  void choosePort() throws IOException {
    service = Loopback.free(1);
    key = new ServiceKey.Address(Protocol.TCP, service);
  }

  @AfterEach
  void stop() throws IOException {
    for (Server server : servers) {
      server.close();
    }
    dataplane.close();
  }

  @Test
  void relaysBothWaysAndCounts() throws Exception {
    start("rr", echo('a', 1));
    try (Socket client = Loopback.connect(service)) {
      assertThat(talk(client, "hello")).isEqualTo("ahello");
      Statistics.DestinationCounters now = counters(0);
      assertThat(now.active()).isEqualTo(1);
      assertThat(now.traffic()).isEqualTo(new Statistics.Traffic(1, 0, 0, 5, 6));
    }
    Loopback.await("no active connection", () -> counters(0).active() == 0);
  }

  @Test
  void passesTheClientsEndOnAndTheAnswerAfterIt() throws Exception {
    Server counting =
        add(
            new Server(
                10,
                client -> {
                  long count = client.getInputStream().readAllBytes().length;
                  client.getOutputStream().write(("got " + count).getBytes(StandardCharsets.UTF_8));
                }));
    start("rr", destination(counting, 1));
    try (Socket client = Loopback.connect(service)) {
      client.getOutputStream().write(new byte[100_000]);
      client.shutdownOutput();
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("got 100000");
    }
    Loopback.await("no active connection", () -> counters(0).active() == 0);
  }

  @Test
  void aServerThatEndsFirstStillHearsTheClient() throws Exception {
    AtomicLong heard = new AtomicLong(-1);
    Server ending =
        add(
            new Server(
                10,
                client -> {
                  client.getOutputStream().write('x');
                  client.shutdownOutput();
                  heard.set(client.getInputStream().readAllBytes().length);
                }));
    start("rr", destination(ending, 1));
    try (Socket client = Loopback.connect(service)) {
      assertThat(client.getInputStream().readAllBytes()).containsExactly('x');
      client.getOutputStream().write(new byte[5000]);
      client.shutdownOutput();
      Loopback.await("all bytes heard", () -> heard.get() == 5000);
    }
  }

  @Test
  void aResetIsPassedOnAsAReset() throws Exception {
    Server resetting = add(new Server(10, client -> client.setSoLinger(true, 0)));
    start("rr", destination(resetting, 1));
    assertReset();
  }

  @Test
  void aSlowReaderStopsTheWriterInsteadOfFillingMemory() throws Exception {
    AtomicLong sent = new AtomicLong();
    int total = 64 << 20;
    Server gushing =
        add(
            new Server(
                10,
                client -> {
                  byte[] chunk = new byte[64 << 10];
                  while (sent.get() < total) {
                    client.getOutputStream().write(chunk);
                    sent.addAndGet(chunk.length);
                  }
                }));
    start("rr", destination(gushing, 1));
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(64 << 10);
      client.setSoTimeout(20_000);
      client.connect(Loopback.socket(service), 5000);
      awaitStandstill(sent);
      // What is not in the relay is in the four kernel buffers, whose size the kernel chooses.
      long passedOn = counters(0).traffic().outBytes();
      assertThat(passedOn).isLessThan(24 << 20);
      assertThat(sent.get()).isLessThan(48 << 20);
      InputStream in = client.getInputStream();
      long received = 0;
      byte[] buffer = new byte[64 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received += n;
      }
      assertThat(received).isEqualTo(total);
    }
  }

  @Test
  void roundRobinAlternatesExactly() throws Exception {
    start("rr", echo('a', 1), echo('b', 1));
    assertThat(names(6)).matches("(ab){3}|(ba){3}");
  }

  @Test
  void weightedRoundRobinGivesTwoToOne() throws Exception {
    start("wrr", echo('a', 2), echo('b', 1));
    assertThat(names(9)).isEqualTo("abaabaaba");
  }

  @Test
  void aServerThatRefusesIsPassedOver() throws Exception {
    Server gone = Server.echo(10, 'x');
    gone.close();
    start("rr", destination(gone, 1), echo('a', 1));
    assertThat(names(6)).isEqualTo("aaaaaa");
    assertThat(counters(gone.endpoint()).traffic().connections()).isZero();
  }

  @Test
  void resetsTheClientWhenNoServerTakesIt() throws Exception {
    Server gone = Server.echo(10, 'x');
    gone.close();
    start("rr", destination(gone, 1));
    assertReset();
  }

  /** The reset may arrive before the client has seen its connection. */
  private void assertReset() {
    assertThatThrownBy(
            () -> {
              try (Socket client = Loopback.connect(service)) {
                client.getInputStream().read();
              }
            })
        .isExactlyInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @Test
  void weightZeroAndDeletionKeepOldConnections() throws Exception {
    Destination a = echo('a', 1);
    Destination b = echo('b', 1);
    start("rr", a, b);
    try (Socket one = Loopback.connect(service);
        Socket two = Loopback.connect(service)) {
      String name = talk(one, "");
      talk(two, "");
      Destination drained = name.equals("a") ? a : b;
      apply(
          new Change.SetDestination(
              key, new Destination(drained.endpoint(), Method.MASQ, 0, 0, 0)));
      assertThat(names(4)).doesNotContain(name);
      assertThat(echo(one, "still here")).isEqualTo("still here");
      apply(new Change.DeleteDestination(key, drained.endpoint()));
      assertThat(names(4)).doesNotContain(name);
      assertThat(echo(one, "even now")).isEqualTo("even now");
      apply(new Change.AddDestination(key, drained));
      assertThat(names(4)).contains(name);
      assertThat(dataplane.statistics().services().get(key).destinations().get(drained.endpoint()))
          .matches(counters -> counters.active() >= 1, "the old connection counts again");
    }
  }

  @Test
  void aPersistentClientStaysOnItsServer() throws Exception {
    Service persistent = new Service(key, "rr", 1, 300, 24);
    start(persistent, echo('a', 1), echo('b', 1));
    assertThat(names(5)).matches("aaaaa|bbbbb");
  }

  @Test
  void aFullServerGetsNoMore() throws Exception {
    Destination a = echo('a', 1);
    Destination limited = new Destination(a.endpoint(), Method.MASQ, 9, 2, 0);
    start("fo", limited, echo('b', 1));
    List<Socket> open = new ArrayList<>();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      Socket client = Loopback.connect(service);
      open.add(client);
      names.append(talk(client, ""));
    }
    assertThat(names).hasToString("aabb");
    for (Socket client : open) {
      client.close();
    }
    Loopback.await("room again", () -> active(limited.endpoint()) == 0);
    assertThat(names(1)).isEqualTo("a");
  }

  @Test
  void anIdleConnectionIsReset() throws Exception {
    try (EmbeddedDataplane impatient = new EmbeddedDataplane(Duration.ofMillis(300))) {
      impatient.apply(changes(service(key, "rr"), echo('a', 1)));
      impatient.hold(service.address(), LEASE);
      try (Socket client = Loopback.connect(service)) {
        talk(client, "x");
        assertThatThrownBy(() -> client.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }
  }

  @Test
  void readsBackWhatWasApplied() throws Exception {
    Destination a = echo('a', 3);
    Destination b = echo('b', 0);
    start("wlc", a, b);
    assertThat(dataplane.read().services().get(key).service()).isEqualTo(service(key, "wlc"));
    assertThat(dataplane.read().services().get(key).destinations()).containsExactlyInAnyOrder(a, b);
    apply(new Change.DeleteService(key));
    assertThat(dataplane.read().services()).isEmpty();
    assertThatThrownBy(() -> Loopback.connect(service)).isInstanceOf(ConnectException.class);
  }

  @Test
  void refusesWhatItCanNotDo() throws Exception {
    ServiceKey udp = new ServiceKey.Address(Protocol.UDP, service);
    ServiceKey mark = new ServiceKey.Fwmark(7, Family.INET);
    assertThat(reasons(new Change.AddService(service(udp, "rr")))).contains("forwards TCP only");
    assertThat(reasons(new Change.AddService(service(mark, "rr"))))
        .isEqualTo("fwmark 7: the embedded data plane forwards TCP only, by address and port");
    assertThat(reasons(new Change.AddService(service(key, "lblc"))))
        .isEqualTo(
            "the embedded data plane has no scheduler lblc; it has rr, wrr, lc, wlc, sed, nq, sh,"
                + " dh, mh, fo, ovf");
    assertThat(reasons(new Change.DeleteService(key))).startsWith("ESRCH: no service");
    start("rr");
    assertThat(reasons(new Change.AddService(service(key, "rr")))).startsWith("EEXIST: ");
    assertThat(reasons(new Change.DeleteDestination(key, service)))
        .isEqualTo("ENOENT: no destination " + service);
    Destination tunnel = new Destination(service, Method.TUNNEL, 1, 0, 0);
    assertThat(reasons(new Change.AddDestination(key, tunnel)))
        .contains("the embedded data plane has no tunnels");
    assertThat(reasons(new Change.SetService(new Service(key, "rr", 1, 60, 32, "sip"))))
        .contains("no persistence engine sip");
    assertThat(reasons(new Change.SetTimeouts(new Timeouts(60, 0, 0))))
        .contains("does not have the kernel's timeouts");
  }

  private Server add(Server server) {
    servers.add(server);
    return server;
  }

  private Destination echo(char name, int weight) throws IOException {
    return destination(add(Server.echo(10 + servers.size(), name)), weight);
  }

  private static Destination destination(Server server, int weight) {
    return new Destination(server.endpoint(), Method.MASQ, weight, 0, 0);
  }

  private static Service service(ServiceKey key, String scheduler) {
    return new Service(key, scheduler, 0, 0, 32);
  }

  private void start(String scheduler, Destination... destinations) throws IOException {
    start(service(key, scheduler), destinations);
  }

  private void start(Service rule, Destination... destinations) throws IOException {
    apply(changes(rule, destinations).toArray(Change[]::new));
    addresses.hold("lo", new Vip(service.address(), 32), LEASE);
    assertThat(addresses.held("lo", Set.of(new Vip(service.address(), 32)))).hasSize(1);
  }

  /** The destinations in reverse, as the one added last comes first in the kernel's rounds. */
  private static List<Change> changes(Service rule, Destination... destinations) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change.AddService(rule));
    for (int i = destinations.length - 1; i >= 0; i--) {
      changes.add(new Change.AddDestination(rule.key(), destinations[i]));
    }
    return changes;
  }

  private void apply(Change... changes) throws IOException {
    assertThat(dataplane.apply(Arrays.asList(changes))).isEmpty();
  }

  private String reasons(Change change) throws IOException {
    List<Dataplane.Failure> failures = dataplane.apply(List.of(change));
    assertThat(failures).hasSize(1);
    return failures.get(0).reason();
  }

  /** Makes connections one after the other and tells who answered them. */
  private String names(int count) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < count; i++) {
      try (Socket client = Loopback.connect(service)) {
        names.append(talk(client, ""));
      }
    }
    return names.toString();
  }

  /** The server's name, then what it echoes of the text. */
  private static String talk(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return new String(
        client.getInputStream().readNBytes(1 + text.length()), StandardCharsets.UTF_8);
  }

  private static String echo(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return new String(client.getInputStream().readNBytes(text.length()), StandardCharsets.UTF_8);
  }

  private Statistics.DestinationCounters counters(int server) {
    return counters(servers.get(Math.min(server, servers.size() - 1)).endpoint());
  }

  private long active(Endpoint endpoint) {
    return counters(endpoint).active();
  }

  private Statistics.DestinationCounters counters(Endpoint endpoint) {
    try {
      return dataplane.statistics().services().get(key).destinations().get(endpoint);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitStandstill(AtomicLong sent) throws InterruptedException {
    long[] seen = {-1, System.nanoTime()};
    Loopback.await(
        "the writer stands still",
        () -> {
          long now = System.nanoTime();
          if (sent.get() != seen[0]) {
            seen[0] = sent.get();
            seen[1] = now;
          }
          return sent.get() > 0 && now - seen[1] > TimeUnit.MILLISECONDS.toNanos(500);
        });
  }
}

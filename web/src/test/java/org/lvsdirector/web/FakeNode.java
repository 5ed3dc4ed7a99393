package org.lvsdirector.web;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ConfigChange;
import org.lvsdirector.DrainPlan;
import org.lvsdirector.EventLog;
import org.lvsdirector.ServerChange;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.SnatOwner;
import org.lvsdirector.Status;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.peers.Peers;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.traffic.Series;

/** A node that remembers what it was asked. */
final class FakeNode implements Node {
  static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

  final String name;
  final List<String> asked = new CopyOnWriteArrayList<>();
  final EventLog events;
  final AtomicLong taken = new AtomicLong();
  final CompletableFuture<ConnectionAnswer> over = new CompletableFuture<>();
  volatile long connections;
  volatile String configHash = "cafe";
  volatile boolean ready = true;
  volatile List<String> others = List.of();
  volatile List<ServiceRow> rows = List.of(Samples.service("web", "d1"));
  volatile BiConsumer<String, Letter> post = (to, letter) -> {};
  final Peers peers = new Peers((to, letter) -> post.accept(to, letter));

  FakeNode() {
    this("d1");
  }

  FakeNode(String name) {
    this.name = name;
    this.events = new EventLog(name);
  }

  /** Has two nodes hear each other. */
  static void join(FakeNode one, FakeNode other) {
    one.others = List.of(other.name);
    other.others = List.of(one.name);
    one.post = (to, letter) -> other.peers.onLetter(one.name, letter);
    other.post = (to, letter) -> one.peers.onLetter(other.name, letter);
  }

  @Override
  public Status status() {
    var cluster = new Status.ClusterStatus("pair", "d1", 3, 2, List.of());
    return new Status(
        "d1",
        "1",
        STARTED,
        STARTED,
        "embedded",
        "",
        ready,
        0,
        cluster,
        List.of(),
        List.of(),
        List.of(),
        SyncStatus.of("off"),
        List.of());
  }

  @Override
  public Instant startedAt() {
    return STARTED;
  }

  @Override
  public Brief brief() {
    return Samples.brief(name, configHash);
  }

  @Override
  public ClusterSight sight() {
    return Samples.sight(name, others);
  }

  @Override
  public Stream<ServiceRow> rows() {
    return rows.stream();
  }

  @Override
  public List<ServiceRow> rows(Set<String> names) {
    return rows.stream().filter(row -> names.contains(row.name())).toList();
  }

  @Override
  public List<String> names() {
    return rows.stream().map(ServiceRow::name).toList();
  }

  @Override
  public Series series() {
    return Samples.series(1);
  }

  @Override
  public Series series(String service) {
    return Samples.series(2);
  }

  @Override
  public Series series(String service, String server) {
    return Samples.series(3);
  }

  @Override
  public Peers peers() {
    return peers;
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public Future<Void> failover(String group, Optional<String> toNode, boolean force) {
    asked.add(
        "failover "
            + group
            + toNode.map(node -> " to " + node).orElse("")
            + (force ? " by force" : ""));
    return group.equals("web")
        ? Future.succeededFuture()
        : Future.failedFuture(new NoSuchElementException("there is no VIP group " + group));
  }

  @Override
  public Future<Void> setServer(String service, String server, ServerChange change) {
    asked.add("set " + service + " " + server + " " + change);
    return Future.succeededFuture();
  }

  @Override
  public List<DrainStatus> drains() {
    return List.of(
        new DrainStatus(
            "web",
            "10.0.0.1:80",
            "draining",
            true,
            412,
            13.2,
            250,
            31,
            0,
            0,
            "hold",
            "kill",
            "ignore",
            ""));
  }

  @Override
  public Future<List<SnatOwner>> snatOwners(Endpoint snat) {
    return Future.succeededFuture(
        List.of(
            new SnatOwner(
                "198.51.100.7:" + snat.port(),
                "tcp",
                "web",
                "192.0.2.1:80",
                "10.0.0.2:80",
                STARTED)));
  }

  @Override
  public Future<ConnectionAnswer> connections(
      ConnectionQuery query, Optional<String> node, ConnectionSink sink) {
    StringJoiner words = new StringJoiner(" ", "connections ", "");
    node.ifPresent(words::add);
    query.client().ifPresent(filter -> words.add("client=" + filter));
    query.server().ifPresent(filter -> words.add("server=" + filter));
    query.service().ifPresent(name -> words.add("service=" + name));
    asked.add(words.add("limit=" + query.limit()).toString());
    if (node.filter("d9"::equals).isPresent()) {
      return Future.failedFuture(new NoSuchElementException("d9 is not in the cluster now"));
    }
    Thread reader = new Thread(() -> read(sink), "reader");
    reader.setDaemon(true);
    reader.start();
    return Future.fromCompletionStage(over);
  }

  private void read(ConnectionSink sink) {
    try {
      boolean wanted = true;
      while (wanted && taken.get() < connections) {
        List<ConnectionEntry> batch = new ArrayList<>();
        for (long i = 0; i < Math.min(200, connections - taken.get()); i++) {
          batch.add(entry(taken.get() + i));
        }
        wanted = sink.take(batch);
        taken.addAndGet(batch.size());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    var part = new ConnectionAnswer.NodeAnswer("d1", taken.get(), taken.get(), "");
    over.complete(new ConnectionAnswer(List.of(part), 0, "00000000000000ff"));
  }

  private static ConnectionEntry entry(long number) {
    return new ConnectionEntry(
        "d1",
        "connection",
        "tcp",
        "192.0.2.7:" + number,
        "172.16.1.111:80",
        "10.0.0.1:80",
        "web",
        "ESTABLISHED",
        899,
        "local",
        "scheduler rr",
        "");
  }

  @Override
  public List<FailoverReport> failovers() {
    return List.of(
        new FailoverReport(
            STARTED,
            "d1",
            "web",
            "d2",
            7,
            "silence",
            312,
            330,
            14,
            512,
            510,
            540,
            0.996,
            "count",
            3,
            0,
            5,
            "d1 took over from d2"));
  }

  @Override
  public Future<Void> reload() {
    Fault fault = new Fault(Path.of("d1.yaml"), 3, 1, "nod", "there is no such key");
    return Future.failedFuture(new ConfigException(List.of(fault)));
  }

  @Override
  public Future<List<String>> plan(String yaml) {
    return Future.succeededFuture(List.of("read " + yaml.length()));
  }

  @Override
  public Future<String> addService(String section) {
    asked.add("service " + section);
    return section.contains("bad") ? unsound("services[1].scheduler") : Future.succeededFuture("n");
  }

  @Override
  public Future<Void> removeService(String service) {
    asked.add("no service " + service);
    return Future.succeededFuture();
  }

  @Override
  public Future<String> addServer(String service, String section) {
    asked.add(service + " " + section);
    return section.contains("bad")
        ? unsound("services[0].servers[2].weight")
        : Future.succeededFuture("10.0.0.9:80");
  }

  @Override
  public Future<Void> removeServer(String service, String server) {
    asked.add("no server " + service + "/" + server);
    return Future.succeededFuture();
  }

  private static Future<String> unsound(String key) {
    Fault fault = new Fault(Path.of("d1.yaml"), 3, 1, key, "must be otherwise");
    return Future.failedFuture(new ConfigException(List.of(fault)));
  }

  @Override
  public Future<Void> saveChanges() {
    asked.add("save");
    return Future.succeededFuture();
  }

  @Override
  public List<ConfigChange> configChanges() {
    DrainPlan drain = new DrainPlan(null, "hold", "keep", "ignore", 5000);
    return List.of(
        new ConfigChange(
            "web",
            "10.0.0.1:80",
            "changed",
            new ConfigChange.Settings(1, "up", drain),
            new ConfigChange.Settings(7, "drain", drain)));
  }

  @Override
  public Future<String> configText() {
    return Future.succeededFuture("node: d1\n");
  }
}

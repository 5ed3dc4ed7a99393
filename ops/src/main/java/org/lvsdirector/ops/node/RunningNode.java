package org.lvsdirector.ops.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ConfigChange;
import org.lvsdirector.Director;
import org.lvsdirector.EventLog;
import org.lvsdirector.ServerChange;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.SnatOwner;
import org.lvsdirector.Status;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.peers.Peers;
import org.lvsdirector.traffic.Series;
import org.lvsdirector.web.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A director together with the file that it was configured by. */
final class RunningNode implements Node {
  private static final Logger log = LoggerFactory.getLogger(RunningNode.class);

  private final Vertx vertx;
  private final Director director;
  private final Config started;
  private final NodeFile file;
  private volatile Config last;

  RunningNode(Vertx vertx, Director director, Config started, NodeFile file) {
    this.vertx = vertx;
    this.director = director;
    this.started = started;
    this.last = started;
    this.file = file;
  }

  @Override
  public Status status() {
    return director.status();
  }

  @Override
  public Instant startedAt() {
    return director.startedAt();
  }

  @Override
  public Brief brief() {
    return director.views().brief();
  }

  @Override
  public ClusterSight sight() {
    return director.views().sight();
  }

  @Override
  public Stream<ServiceRow> rows() {
    return director.views().rows();
  }

  @Override
  public List<ServiceRow> rows(Set<String> names) {
    return director.views().rows(names);
  }

  @Override
  public List<String> names() {
    return director.views().names();
  }

  @Override
  public Series series() {
    return director.views().series();
  }

  @Override
  public Series series(String service) {
    return director.views().series(service);
  }

  @Override
  public Series series(String service, String server) {
    return director.views().series(service, server);
  }

  @Override
  public Peers peers() {
    return director.peers();
  }

  @Override
  public EventLog events() {
    return director.events();
  }

  @Override
  public Future<Void> failover(String group, Optional<String> toNode, boolean force) {
    return director.failover(group, toNode, force);
  }

  @Override
  public Future<Void> setServer(String service, String server, ServerChange change) {
    return director.changes().setServer(service, server, change);
  }

  @Override
  public Future<String> addService(String section) {
    return director.changes().addService(section);
  }

  @Override
  public Future<Void> removeService(String service) {
    return director.changes().removeService(service);
  }

  @Override
  public Future<String> addServer(String service, String section) {
    return director.changes().addServer(service, section);
  }

  @Override
  public Future<Void> removeServer(String service, String server) {
    return director.changes().removeServer(service, server);
  }

  @Override
  public List<DrainStatus> drains() {
    return director.drainStatus();
  }

  @Override
  public Future<List<SnatOwner>> snatOwners(Endpoint snat) {
    return vertx.executeBlocking(() -> director.views().snatOwners(snat), false);
  }

  @Override
  public Future<ConnectionAnswer> connections(
      ConnectionQuery query, Optional<String> node, ConnectionSink sink) {
    return director.connections(query, node, sink);
  }

  @Override
  public List<FailoverReport> failovers() {
    return director.failovers();
  }

  @Override
  public Future<Void> reload() {
    long start = System.nanoTime();
    return vertx
        .executeBlocking(this::readAgain)
        .compose(director::reload)
        .onSuccess(done -> log.info("the reload took {} ms", millisSince(start)));
  }

  /** Workers may run at once; of two readers that differ, the later one is remembered. */
  private Config readAgain() throws ConfigException {
    last = file.readAgain(last);
    return last;
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Override
  public Future<List<String>> plan(String yaml) {
    return vertx.executeBlocking(() -> director.plan(file.parse(yaml, started.node())));
  }

  @Override
  public Future<Void> saveChanges() {
    return director.changes().save();
  }

  @Override
  public List<ConfigChange> configChanges() {
    return director.views().configChanges();
  }

  @Override
  public Future<String> configText() {
    return vertx.executeBlocking(file::text);
  }
}

package org.lvsdirector;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.lvsdirector.address.AddressKeeper;
import org.lvsdirector.address.Tenure;
import org.lvsdirector.cluster.Cluster;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.drain.Drains;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.kernel.KernelSettings;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.netfilter.FullnatRules;
import org.lvsdirector.netfilter.Netfilter;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.notify.Notifier;
import org.lvsdirector.peers.Peers;
import org.lvsdirector.reconcile.Reconciler;
import org.lvsdirector.reconcile.Wanted;
import org.lvsdirector.traffic.Meter;

/**
 * A running node. Its state belongs to one Vert.x context; whatever the rooms report is handed over
 * to that context, and whatever may block has its own thread.
 */
public final class Director extends VerticleBase {
  private static final Duration PASS = Duration.ofSeconds(1);
  private static final long BEAT_MILLIS = 100;
  private static final long SETTINGS_MILLIS = 10_000;

  private final EventLog events;
  private final Predecessors predecessors = new Predecessors();
  private final Belongings belongings;
  private final KernelSettings kernelSettings;
  private final Drains drains;
  private final SelfReport self;
  private final Changes changes;
  private final Reloading reloading;
  private final Meter meter;
  private final Views views;
  private final Peers peers;
  private volatile Config config;
  private volatile Pool pool;
  private volatile Standing standing = Standing.NONE;
  private volatile Picture picture = Picture.NONE;
  private volatile Rooms rooms;
  private Cluster cluster;
  private volatile FailoverWatch failovers;
  private volatile ConnectionDesk desk;
  private volatile Sync sync;
  private Context own;
  private Notifier notifier;
  private int generation;
  private boolean away;

  /** A node that has not started; deploying it starts it, undeploying hands over and stops. */
  public Director(Config config) {
    this(config, 0, StateFile.none());
  }

  /**
   * The same where rules were put in force already.
   *
   * @param firstChanges how many changes {@link FirstRules} sent
   * @param state gets what operators change, and has what they changed before
   */
  public Director(Config config, int firstChanges, StateFile state) {
    this.events = new EventLog(config.node());
    this.changes = new Changes(this, events, state, Reload.forRole(config));
    this.self = new SelfReport(firstChanges, changes);
    this.config = changes.inForce(changes.file());
    this.drains = new Drains(events, this::run, () -> rooms.follow(pool));
    usePool();
    this.belongings = new Belongings(config.node());
    this.kernelSettings = new KernelSettings(events);
    this.reloading = new Reloading(this, events);
    this.meter = new Meter(Planes.turns(config.dataplane()));
    this.views = new Views(this, meter);
    this.peers = new Peers((to, letter) -> run(() -> cluster.send(to, letter)));
    changes.answer();
  }

  private void usePool() {
    pool = Pool.of(config, changes.overrides());
    drains.follow(pool.services(), changes.overrides(), System.nanoTime());
  }

  @Override
  public Future<?> start() {
    own = context;
    notifier = new Notifier(vertx, events, this::forwardsFor);
    notifier.follow(config.hooks());
    events.subscribe(event -> run(() -> notifier.tell(event.notice())));
    failovers =
        new FailoverWatch(
            vertx, config, events, group -> SelfReport.count(group, config, pool, rooms, sync));
    return vertx
        .executeBlocking(
            () ->
                Planes.open(
                    config, kernelSettings, address -> pool.tcpPorts(address), predecessors::macOf))
        .compose(
            planes ->
                vertx
                    .executeBlocking(this::makeCluster)
                    .onFailure(refused -> planes.close())
                    .compose(made -> startRooms(planes, made)));
  }

  /** Reads the key file, which may block. */
  private Cluster makeCluster() throws ClusterException {
    return new Cluster(
        vertx, config.cluster(), config.node(), events, new ClusterEars(this, changes));
  }

  private Future<?> startRooms(Planes planes, Cluster made) {
    cluster = made;
    cluster.remember(changes.overrides());
    desk =
        new ConnectionDesk(
            config,
            new SnatNames(planes.connections(), () -> config),
            () -> pool.services(),
            (to, letter) -> run(() -> cluster.send(to, letter)));
    sync = Sync.of(config, cluster, planes.cache(), events);
    rooms = rooms(planes);
    generation = rooms.keeper().generation();
    rooms.start();
    sync.start();
    return rooms
        .checking()
        .watch(pool)
        .compose(checking -> cluster.start())
        .onSuccess(
            joined -> {
              follow();
              vertx.setPeriodic(BEAT_MILLIS, timer -> beat());
              vertx.setPeriodic(SETTINGS_MILLIS, timer -> keepKernelSettings());
              vertx.setPeriodic(PASS.toMillis(), timer -> report());
            })
        .recover(refused -> closeRooms().compose(closed -> Future.failedFuture(refused)));
  }

  private Rooms rooms(Planes planes) {
    Checking checking = new Checking(vertx, events, this::run, this::follow);
    checking.follow(pool);
    Netfilter netfilter =
        new Netfilter(
            config.netfilter(), FullnatRules.of(config), events, outcome -> run(this::follow));
    Reconciler reconciler =
        new Reconciler(
            planes.dataplane(),
            drains.amend(pool.wanted(checking.decided(), netfilter.outcome())),
            PASS,
            events,
            outcome -> {
              meter.take(outcome.statistics(), System.nanoTime(), Instant.now(), views::isInCharge);
              run(this::onPass);
            });
    AddressKeeper keeper =
        new AddressKeeper(
            planes.addresses(),
            config.vipGroups().stream().map(VipGroup::held).toList(),
            config.cluster().detect(),
            events,
            new KeeperEars(this));
    drains.cutBy(planes.cutter());
    return new Rooms(checking, netfilter, reconciler, keeper, drains);
  }

  @Override
  public Future<?> stop() {
    Consumer<String> say = text -> events.emit("stopping", config.node(), text);
    say.accept("hands over what it holds, then stops");
    return Heirs.await(vertx, this::lacking, say)
        .compose(waited -> cluster.leave(sync.parting()))
        .recover(late -> Future.succeededFuture())
        .compose(left -> linger())
        .compose(lingered -> closeRooms())
        .compose(closed -> notifier.close());
  }

  private Optional<String> lacking() {
    return away
        ? Optional.empty()
        : Heirs.lacking(config.node(), standing.held().keySet(), picture.reports());
  }

  /** Forwards a moment longer what was handed over in order. */
  private Future<?> linger() {
    boolean handedOver = !away && !belongings.groups(System.nanoTime()).isEmpty();
    return handedOver
        ? vertx.timer(Belongings.LINGER.toMillis(), TimeUnit.MILLISECONDS)
        : Future.succeededFuture();
  }

  private Future<Void> closeRooms() {
    away = true;
    desk.close();
    sync.close();
    return rooms.close(vertx, config.onStop());
  }

  /** Turns come one after the other: what may block keeps the order of its context. */
  Future<Void> keepKernelSettings() {
    return vertx.executeBlocking(
        () -> {
          kernelSettings.turn(config);
          return null;
        });
  }

  /** Runs something on the node's context, now or as soon as it may. */
  void run(Runnable work) {
    own.runOnContext(now -> work.run());
  }

  void onStanding(UnaryOperator<Standing> change) {
    standing = change.apply(standing);
    report();
  }

  void onLetter(String sender, Letter letter) {
    desk.onLetter(sender, letter);
    peers.onLetter(sender, letter);
  }

  void onHeld(String group, Epoch epoch, long nanos) {
    failovers.onHeld(group, epoch, nanos);
    boolean taken = config.dataplane() == DataplaneKind.IPVS && !standing.held().containsKey(group);
    onStanding(before -> before.withHeld(group, epoch));
    BooleanSupplier holds = () -> standing.held().containsKey(group);
    config.vipGroups().stream()
        .filter(it -> taken && it.name().equals(group))
        .forEach(it -> new NewOwner(it, pool.services(), holds).introduce());
  }

  void onCluster() {
    Picture before = picture;
    picture = before.next(cluster.view(), cluster.reports(), cluster.mandates(), Instant.now());
    predecessors.note(config, before, picture);
    failovers.onCluster(before, picture);
    sync.follow(config, picture);
    belongings.update(cluster.holdings().keySet(), cluster.mandates(), System.nanoTime());
    confirm();
  }

  Sync sync() {
    return sync;
  }

  /** Has the rest follow what operators changed of servers. */
  void onOverrides() {
    usePool();
    rooms.checking().follow(pool);
    rooms.follow(pool);
  }

  /** The process slept: all is dropped already; now it becomes a newcomer, holding nothing. */
  void onPause(int newGeneration) {
    generation = newGeneration;
    away = true;
    belongings.clear();
    cluster
        .rejoin(newGeneration)
        .onComplete(
            joined -> {
              away = generation != newGeneration;
              report();
              confirm();
            });
  }

  /** What checks or the packet filter say has changed, and with it what can be in force. */
  private void follow() {
    standing =
        standing.withQuorums(Pool.standDowns(config.vipGroups(), rooms.checking().decided()));
    rooms.follow(pool);
    report();
  }

  private void beat() {
    confirm();
    rooms.checking().beat(System.nanoTime());
    drains.beat(System.nanoTime());
  }

  private void onPass() {
    Set<String> held = standing.held().keySet();
    drains.look(
        rooms.reconciler().outcome(),
        service -> pool.isInCharge(service, config.vipGroups(), held),
        System.nanoTime());
    report();
  }

  /** Tells the keeper what is ours, and that it still is. */
  private void confirm() {
    long now = System.nanoTime();
    Set<String> ours = away ? Set.of() : belongings.groups(now);
    rooms.keeper().tenure(new Tenure(generation, belongings.epoch(), ours, now));
  }

  private boolean forwardsFor(String service) {
    return pool.services().stream().noneMatch(known -> known.name().equals(service))
        || pool.isInCharge(service, config.vipGroups(), standing.held().keySet());
  }

  /** Tells the cluster what this node can do and what it holds. */
  void report() {
    cluster.report(self.local(config, pool, standing, rooms, sync));
  }

  /** What the node knows at this moment; an immutable value, safe from any thread. */
  public Status status() {
    return rooms == null
        ? self.starting(config, standing, picture, kernelSettings.faults())
        : self.status(config, pool, standing, picture, rooms, sync, kernelSettings.faults());
  }

  /** The same without services and what is wrong with them, at next to no cost. */
  Status briefStatus() {
    return rooms == null
        ? self.starting(config, standing, picture, kernelSettings.faults())
        : self.brief(config, pool, standing, picture, rooms, sync, kernelSettings.faults());
  }

  /** Since when this node runs. */
  public Instant startedAt() {
    return self.startedAt();
  }

  /** What is shown of the node to those who look at all nodes. */
  public Views views() {
    return views;
  }

  /** The way to ask other nodes. */
  public Peers peers() {
    return peers;
  }

  /** How much is left of the lease of a group's addresses; empty where they are not held. */
  OptionalLong leaseLeftMillis(String group) {
    return rooms == null ? OptionalLong.empty() : rooms.keeper().leaseLeftMillis(group);
  }

  Pool pool() {
    return pool;
  }

  Picture picture() {
    return picture;
  }

  Standing standing() {
    return standing;
  }

  /**
   * Looks up connections on this node and the others.
   *
   * @param node to ask this one only; fails with {@link NoSuchElementException} where it is not in
   *     the cluster
   * @param sink gets the entries, on a thread of its own, which it may keep waiting
   */
  public Future<ConnectionAnswer> connections(
      ConnectionQuery query, Optional<String> node, ConnectionSink sink) {
    return desk == null
        ? Future.failedFuture(new IllegalStateException("this node is starting"))
        : desk.look(query, node, picture, sink);
  }

  /** What happened on the node. */
  public EventLog events() {
    return events;
  }

  /** What this node's last take-overs cost, oldest first. */
  public List<FailoverReport> failovers() {
    return failovers == null ? List.of() : failovers.reports();
  }

  /** The configuration in force. */
  public Config configuration() {
    return config;
  }

  Reloading reloading() {
    return reloading;
  }

  Vertx getVertx() {
    return vertx;
  }

  /**
   * Moves a VIP group to another node, make-before-break.
   *
   * @param toNode empty = to the best of the others
   * @param force also to a node that lacks connections of the group, which will break
   */
  public Future<Void> failover(String group, Optional<String> toNode, boolean force) {
    return onContext(() -> cluster.failover(group, toNode, force));
  }

  /** What operators change. */
  public Changes changes() {
    return changes;
  }

  void override(Map<Overrides.Target, ServerOverride> values) {
    cluster.override(values);
  }

  /** The drains of the node, to be used on its context. */
  Drains drains() {
    return drains;
  }

  /** How far each drain is, as this node sees it. */
  public List<DrainStatus> drainStatus() {
    return drains.status();
  }

  /**
   * Puts another configuration in force: services, checks and VIP groups at once, without touching
   * what stays the same. Node, cluster, data plane and API need a restart.
   *
   * @return completes when the rules have followed
   */
  public Future<Void> reload(Config next) {
    return onContext(() -> reloading.reload(next));
  }

  /** Has the rest follow another configuration from here on. */
  Pool use(Config inForce) {
    config = inForce;
    usePool();
    notifier.follow(config.hooks());
    return pool;
  }

  Rooms rooms() {
    return rooms;
  }

  /** The changes that another configuration would make to the rules, a line each. */
  public List<String> plan(Config next) {
    Config merged =
        EditedFile.applyIfSound(Reload.merge(changes.file(), next), changes.overrides());
    NetfilterOutcome ready = NetfilterOutcome.ready(FullnatRules.of(merged));
    Pool planned = Pool.of(merged, changes.overrides());
    Wanted after = drains.amend(planned.wanted(rooms.checking().rehearse(planned), ready));
    return PlanText.of(config, after, rooms.reconciler().outcome());
  }

  /** What another thread completes, on the node's context. */
  <T> Future<T> onContext(CompletionStage<T> work) {
    return Future.fromCompletionStage(work, own);
  }

  <T> Future<T> onContext(Supplier<Future<T>> work) {
    return OnContext.run(own, work);
  }
}

package org.lvsdirector.cluster;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.cluster.membership.AloneMembership;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.JGroupsMembership;
import org.lvsdirector.cluster.membership.Membership;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.EventSink;

/**
 * This node's place in the cluster: reports to the others, takes part in decisions, and tells what
 * this node must hold. Every method is to be called on the Vert.x context that constructed it, and
 * the listener is called there.
 */
public final class Cluster {
  /** How long a leaving node waits for others to take over what it holds. */
  public static final Duration LEAVE = Duration.ofSeconds(2);

  /** How long an operator's request waits for the coordinator's answer. */
  public static final Duration ANSWER = Duration.ofSeconds(2);

  private static final long TICK_MS = 1000;
  private static final long RETRY_MS = 50;
  private static final List<Long> AGAIN_MS = List.of(100L, 300L);

  private final Vertx vertx;
  private final Context context;
  private final String node;
  private final Listener listener;
  private final EventSink sink;
  private final Council council;
  private final Narrator narrator;
  private final Courier courier;
  private final Map<Long, Promise<Void>> requests = new HashMap<>();
  private Overrides overrides = Overrides.NONE;
  private NodeReport sent;
  private Mandates told = Mandates.NONE;
  private volatile Map<String, Epoch> holdings = Map.of();
  private Duration stay = Duration.ZERO;
  private boolean departing;
  private Promise<Void> left;
  private boolean over;
  private long connection;
  private long requestId;
  private long ticker = -1;
  private long alarm = -1;

  /** Gets the transitions; all calls on the cluster's context. */
  public interface Listener {
    /** The set of groups that this node must hold has changed; with the mandates' epochs. */
    void onHoldings(Map<String, Epoch> groups);

    /** A mandate has changed, of whichever group. */
    default void onMandates(Mandates mandates) {}

    /** Members came or went. */
    default void onView(ClusterView view) {}

    /** A member reported something. */
    default void onReports(Map<String, NodeReport> reports) {}

    /** An operator changed a server, here or elsewhere. */
    default void onOverrides(Overrides overrides) {}

    /** A member wrote to this one. */
    default void onLetter(String sender, Letter letter) {}

    /** How far this node is with each drain, to be told to the others. */
    default Map<Overrides.Target, DrainMark> drains() {
      return Map.of();
    }

    /** Another member said how far it is with each drain. */
    default void onDrains(Map<Overrides.Target, DrainMark> drains) {}

    /**
     * A member sent bytes by {@link Cluster#send}; called on any thread, in the order of sending,
     * and must return at once.
     */
    default void onBytes(String sender, byte[] bytes) {}
  }

  /**
   * For a node of a cluster; a configuration without members makes a cluster of this node alone.
   *
   * @throws ClusterException if the configuration cannot work: the key file, the bind address
   */
  public Cluster(Vertx vertx, ClusterConfig config, String node, EventSink sink, Listener listener)
      throws ClusterException {
    this(
        vertx,
        config,
        node,
        sink,
        listener,
        config.members().isEmpty()
            ? new AloneMembership(node)
            : new JGroupsMembership(config, node, sink));
  }

  Cluster(
      Vertx vertx,
      ClusterConfig config,
      String node,
      EventSink sink,
      Listener listener,
      Membership membership) {
    int configured = Math.max(1, config.members().size());
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.node = node;
    this.listener = listener;
    this.sink = sink;
    this.council =
        new Council(node, config.role(), configured, config.quorum(), config.detect().dividedBy(2));
    this.narrator = new Narrator(sink, configured);
    this.courier = new Courier(membership);
  }

  /** Joins the cluster; fails with a {@link ClusterException} that says what to do. */
  public Future<Void> start() {
    council.join(0, now());
    ticker = vertx.setPeriodic(TICK_MS, id -> tick());
    return connect()
        .onFailure(
            failure -> {
              stopWorking();
              courier.close(() -> {});
            });
  }

  /** Takes in what operators changed before this node's last stop; before its start only. */
  public void remember(Overrides earlier) {
    overrides = earlier;
  }

  /** Takes in what the director knows of this node; tells the others at once if it is news. */
  public void report(NodeReport.Local local) {
    council.local(local);
    step();
  }

  /** The newest mandates this node has seen. */
  public Mandates mandates() {
    return council.mandates();
  }

  /** Who is in the cluster. */
  public ClusterView view() {
    return council.view();
  }

  /** What every member says of itself, this node included. */
  public Map<String, NodeReport> reports() {
    return council.reports();
  }

  /** The groups this node must hold now, with the mandates' epochs. */
  public Map<String, Epoch> holdings() {
    return holdings;
  }

  /** How many messages of members could not be understood so far. */
  public long malformed() {
    return courier.malformed();
  }

  /**
   * Sends a part of a stream to another member, past the cluster's own messages; from any thread
   * but an event loop, for it may block. Parts are lost when a connection breaks.
   *
   * @param bytes the first must not be that of a text: negative
   * @throws ClusterException if the member is not in the view
   */
  public void send(String to, byte[] bytes) throws ClusterException {
    courier.post(to, bytes);
  }

  /**
   * Moves a group to another member.
   *
   * @param to whither; empty = the best other member
   * @param force also to one that lacks connections of the group
   * @return done when it is decided; fails with a {@link ClusterException} that says why not
   */
  public Future<Void> failover(String group, Optional<String> to, boolean force) {
    Optional<String> coordinator = council.view().coordinator();
    if (coordinator.isEmpty()) {
      return Future.failedFuture(new ClusterException(node + " is in no cluster now; try again"));
    }
    if (coordinator.get().equals(node)) {
      return rule(group, to, force, now() + ANSWER.toNanos());
    }
    long id = ++requestId;
    Promise<Void> promise = Promise.promise();
    requests.put(id, promise);
    courier.send(coordinator, new Message.Request(id, group, to, force));
    vertx.setTimer(
        ANSWER.toMillis(),
        timer -> {
          requests.remove(id);
          promise.tryFail(
              new ClusterException(
                  "the coordinator %s did not answer within %d s; see whether %s has moved"
                      .formatted(coordinator.get(), ANSWER.toSeconds(), group)));
        });
    return promise.future();
  }

  /** Sends a letter to a member; where that is not possible, nothing comes back. */
  public void send(String to, Letter letter) {
    courier.send(Optional.of(to), new Message.Post(letter));
  }

  /** Changes servers and services for the whole cluster, or takes changes back. */
  public void override(Map<Overrides.Target, ServerOverride> values) {
    overrides = overrides.write(node, values);
    listener.onOverrides(overrides);
    sendReport();
  }

  /**
   * Leaves in order: others take over what this node holds, for which it waits at most {@link
   * #LEAVE}; then it holds nothing and leaves the group.
   *
   * @param parting how long it stays in the group after it has handed over, if it held anything
   */
  public Future<Void> leave(Duration parting) {
    if (left != null) {
      return left.future();
    }
    if (over) {
      return Future.succeededFuture();
    }
    left = Promise.promise();
    stay = holdings.isEmpty() ? Duration.ZERO : parting;
    council.leave();
    vertx.setTimer(LEAVE.plus(stay).toMillis(), timer -> finish());
    step();
    return left.future();
  }

  /**
   * Leaves and joins as a newcomer, after this node was stopped for so long that others may have
   * taken over; holds nothing until the cluster has confirmed it anew. Tries until it succeeds, or
   * until the next call, which tries in its place.
   *
   * @param generation higher than any before; the others see it in the reports
   */
  public Future<Void> rejoin(int generation) {
    council.join(generation, now());
    publish();
    return connectAgain();
  }

  private Future<Void> connectAgain() {
    Future<Void> connected = connect();
    long number = connection;
    return connected.recover(failure -> retry(failure, number));
  }

  /** What was tried before the newest attempt is not tried again: it would undo its success. */
  private Future<Void> retry(Throwable failure, long number) {
    if (over || number != connection) {
      return Future.failedFuture(failure);
    }
    sink.emit("cluster", node, "did not rejoin, trying again: " + failure.getMessage());
    return vertx
        .timer(TICK_MS, TimeUnit.MILLISECONDS)
        .compose(
            waited -> over || number != connection ? Future.failedFuture(failure) : connectAgain());
  }

  private Future<Void> connect() {
    Promise<Void> promise = Promise.promise();
    long number = ++connection;
    courier.connect(
        new Inbound(number),
        failure ->
            context.runOnContext(
                none -> failure.ifPresentOrElse(promise::fail, promise::complete)));
    return promise.future();
  }

  /** What the group communication brings, taken over to the context. */
  private final class Inbound implements Membership.Listener {
    private final long number;

    Inbound(long number) {
      this.number = number;
    }

    @Override
    public void onView(ClusterView view) {
      run(() -> takeView(view));
    }

    @Override
    public void onMessage(String sender, byte[] bytes) {
      if (!Wire.isText(bytes)) {
        listener.onBytes(sender, bytes);
        return;
      }
      courier.decode(sender, bytes).ifPresent(message -> run(() -> take(sender, message)));
    }

    @Override
    public void onOutsider() {
      run(() -> council.outsider(now()));
    }

    @Override
    public boolean hasTime() {
      return council.stands() && !holdings.isEmpty();
    }

    @Override
    public void onForeignKey() {
      run(() -> council.foreign(now()));
    }

    private void run(Runnable task) {
      context.runOnContext(
          none -> {
            if (number == connection && !over) {
              task.run();
            }
          });
    }
  }

  private void takeView(ClusterView view) {
    narrator.view(council.view(), view, council.leaving());
    council.view(view, now());
    sent = null;
    step();
    council.hesitant(now()).forEach(it -> narrator.hesitates(it, council.mandates().holder(it)));
    sendDecision();
    // Whoever does not have the view yet when a message arrives drops it.
    AGAIN_MS.forEach(delay -> vertx.setTimer(delay, timer -> tick()));
    listener.onView(view);
  }

  private void take(String sender, Message message) {
    if (message instanceof Message.Report report) {
      council.report(report.report(), now());
      Overrides merged = overrides.merge(report.overrides());
      boolean news = !merged.equals(overrides);
      overrides = merged;
      step();
      listener.onReports(council.reports());
      if (news) {
        listener.onOverrides(overrides);
      }
      listener.onDrains(report.drains());
    } else if (message instanceof Message.Decision decision) {
      council.decision(sender, decision.mandates(), now());
      step();
    } else if (message instanceof Message.Request request) {
      long deadline = now() + ANSWER.toNanos() / 2;
      rule(request.group(), request.to(), request.force(), deadline)
          .map(none -> Optional.<String>empty())
          .otherwise(refusal -> Optional.of(refusal.getMessage()))
          .onSuccess(
              refusal ->
                  courier.send(Optional.of(sender), new Message.Answer(request.id(), refusal)));
    } else if (message instanceof Message.Post post) {
      listener.onLetter(sender, post.letter());
    } else if (message instanceof Message.Answer reply) {
      Optional.ofNullable(requests.remove(reply.id()))
          .ifPresent(promise -> answer(reply.refusal()).onComplete(promise));
    }
  }

  /** Decides an operator's wish; where reports are still to come, once they are there. */
  private Future<Void> rule(String group, Optional<String> to, boolean force, long deadline) {
    if (council.waits(now()) && now() < deadline && !over) {
      Promise<Void> later = Promise.promise();
      vertx.setTimer(RETRY_MS, timer -> rule(group, to, force, deadline).onComplete(later));
      return later.future();
    }
    return answer(council.failover(group, to, force, now()));
  }

  private Future<Void> answer(Optional<String> refusal) {
    step();
    return refusal
        .<Future<Void>>map(why -> Future.failedFuture(new ClusterException(why)))
        .orElseGet(Future::succeededFuture);
  }

  private void tick() {
    step();
    sendReport();
    sendDecision();
  }

  /** Looks at everything anew: decides, obeys, tells the others what is new. */
  private void step() {
    if (over) {
      return;
    }
    council.decide(now());
    publish();
    if (!council.ownReport().equals(sent)) {
      sendReport();
    }
    setAlarm();
    if (left != null && !departing && handedOver()) {
      departing = true;
      if (stay.isZero()) {
        finish();
      } else {
        vertx.setTimer(stay.toMillis(), timer -> finish());
      }
    }
  }

  private void publish() {
    Mandates mandates = council.mandates();
    boolean news = !mandates.equals(told);
    if (news) {
      narrator.mandates(told, mandates);
      told = mandates;
      sendDecision();
    }
    Map<String, Epoch> next = over ? Map.of() : council.holds(now());
    if (!next.equals(holdings)) {
      holdings = next;
      listener.onHoldings(next);
    }
    if (news) {
      listener.onMandates(mandates);
    }
  }

  private void sendDecision() {
    if (council.decides()) {
      courier.send(Optional.empty(), new Message.Decision(council.mandates()));
    }
  }

  private void sendReport() {
    if (!council.view().members().isEmpty()) {
      sent = council.ownReport();
      courier.send(Optional.empty(), new Message.Report(sent, overrides, listener.drains()));
    }
  }

  private void setAlarm() {
    vertx.cancelTimer(alarm);
    council
        .next(now())
        .ifPresent(
            nanos ->
                alarm = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(nanos) + 1, timer -> step()));
  }

  /** Whether nothing is left here that another member could take. */
  private boolean handedOver() {
    return holdings.keySet().stream().noneMatch(group -> council.replaceable(group, now()));
  }

  private void finish() {
    if (over) {
      return;
    }
    stopWorking();
    publish();
    courier.close(() -> context.runOnContext(none -> left.complete()));
  }

  private void stopWorking() {
    over = true;
    vertx.cancelTimer(ticker);
    vertx.cancelTimer(alarm);
    requests.values().forEach(promise -> promise.tryFail("the node is leaving the cluster"));
    requests.clear();
  }

  private static long now() {
    return System.nanoTime();
  }
}

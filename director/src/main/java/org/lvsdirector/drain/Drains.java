package org.lvsdirector.drain;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.lvsdirector.cluster.DrainMark;
import org.lvsdirector.cluster.OrderedDrain;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.dataplane.ConnectionCutter.Cut;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;
import org.lvsdirector.reconcile.Wanted;

/**
 * The drains of a node. Every node does every drain for itself, by its own table and its own clock;
 * what they tell each other is how much time remains, and that the one in charge has seen the last
 * connection end. So a drain goes on through a failover, whichever node it began on.
 *
 * <p>All methods but {@link #amend}, {@link #status} and {@link #refusal} belong to the node's
 * context; what blocks is done on a thread of its own. Times are those of {@link System#nanoTime}.
 */
public final class Drains implements AutoCloseable {
  /** What a drain is called that the configuration orders. */
  private static final String CONFIGURED = "configured";

  private static final int BACKLOG = 256;
  private static final long CLOSE_SECONDS = 2;

  private final EventSink events;
  private final Consumer<Runnable> context;
  private final Runnable onChange;
  private final Map<Overrides.Target, DrainRun> runs = new LinkedHashMap<>();
  private final ThreadPoolExecutor worker;
  private volatile Optional<ConnectionCutter> cutter = Optional.empty();
  private volatile Map<ServerId, Stand> stands = Map.of();
  private volatile List<DrainStatus> status = List.of();

  private record Stand(DrainOrder order, Phase phase) {}

  /**
   * No drains yet.
   *
   * @param context runs something on the node's context
   * @param onChange called there when servers have another place in the pool
   */
  public Drains(EventSink events, Consumer<Runnable> context, Runnable onChange) {
    this.events = events;
    this.context = context;
    this.onChange = onChange;
    this.worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(BACKLOG),
            task -> {
              Thread thread = new Thread(task, "drain-cut");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Says what ends connections from now on. */
  public void cutBy(ConnectionCutter cuts) {
    cutter = Optional.of(cuts);
  }

  /** Why an order can not be carried out for a service; empty when it can. */
  public Optional<String> refusal(VirtualService service, DrainOrder order) {
    if (order.leftovers() == Leftovers.KEEP) {
      return Optional.empty();
    }
    boolean move = order.leftovers() == Leftovers.MOVE;
    if (move && service.key() instanceof ServiceKey.Address key && key.protocol() != Protocol.UDP) {
      return Optional.of(
          "service %s is %s: another server knows nothing of its connections, so none can be moved;"
                  .formatted(service.name(), key.protocol().label())
              + " with leftovers: kill the clients connect anew");
    }
    return cutter.flatMap(cuts -> cuts.obstacle(service.key(), move));
  }

  /**
   * Checks that an order can be carried out.
   *
   * @throws IllegalStateException with the reason when it can not
   */
  public void require(VirtualService service, DrainOrder order) {
    refusal(service, order)
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
  }

  /** Takes in what shall be drained. */
  public void follow(List<VirtualService> services, Overrides overrides, long now) {
    Map<Overrides.Target, DrainRun> before = new HashMap<>(runs);
    runs.clear();
    for (VirtualService service : services) {
      for (RealServer server : service.servers()) {
        if (server.state() == AdminState.DRAIN) {
          Overrides.Target target =
              new Overrides.Target(service.name(), server.endpoint().toString());
          runs.put(target, run(before.get(target), service, server, overrides, now));
        }
      }
    }
    runs.values().forEach(run -> run.turn(now));
    publish(now);
  }

  private DrainRun run(
      DrainRun known, VirtualService service, RealServer server, Overrides overrides, long now) {
    String id =
        overrides
            .of(service.name(), server.endpoint().toString())
            .drain()
            .map(OrderedDrain::id)
            .orElse(CONFIGURED);
    if (known != null && known.isOf(id, server.drain())) {
      known.follow(service);
      return known;
    }
    return new DrainRun(
        new ServerId(service.name(), server.endpoint()),
        service,
        Countdown.begin(id, server.drain(), now),
        events);
  }

  /** The same with the servers placed as their drains say. Safe from any thread. */
  public Wanted amend(Wanted wanted) {
    Map<ServerId, Stand> now = stands;
    if (now.isEmpty()) {
      return wanted;
    }
    Map<ServerId, Placement> placements = new HashMap<>(wanted.placements());
    now.forEach(
        (place, stand) ->
            placements.computeIfPresent(
                place, (same, usual) -> Decision.placement(stand.order(), stand.phase(), usual)));
    return new Wanted(wanted.services(), placements, wanted.timeouts());
  }

  /** How far this node is with each, to be told to the others. */
  public Map<Overrides.Target, DrainMark> marks(long now) {
    Map<Overrides.Target, DrainMark> marks = new HashMap<>();
    runs.forEach((target, run) -> marks.put(target, run.mark(now)));
    return marks;
  }

  /** Takes in how far another member is with each. */
  public void heard(Map<Overrides.Target, DrainMark> marks, long now) {
    marks.forEach(
        (target, mark) -> {
          DrainRun run = runs.get(target);
          if (run != null) {
            run.heard(mark, now);
          }
        });
    beat(now);
  }

  /**
   * Takes in what a pass over the rules found.
   *
   * @param inCharge whether a service's traffic comes through this node
   */
  public void look(Outcome outcome, Predicate<String> inCharge, long now) {
    if (!runs.isEmpty()) {
      runs.values().forEach(run -> run.look(outcome, inCharge.test(run.place().service()), now));
      beat(now);
      publish(now);
    }
  }

  /** Does what is due; to be called several times a second. */
  public void beat(long now) {
    boolean changed = false;
    for (DrainRun run : runs.values()) {
      changed |= run.turn(now);
      run.due(now).ifPresent(cut -> submit(run, cut));
    }
    if (changed) {
      publish(now);
      onChange.run();
    }
  }

  private void submit(DrainRun run, Cut cut) {
    Optional<ConnectionCutter> cuts = cutter;
    Optional<String> obstacle =
        cuts.isEmpty()
            ? Optional.of("the node is starting")
            : cuts.get().obstacle(cut.service(), cut.move());
    if (obstacle.isPresent()) {
      run.cutFailed(obstacle.get());
      return;
    }
    try {
      worker.execute(() -> cut(cuts.get(), run, cut));
    } catch (RejectedExecutionException full) {
      run.cutFailed("%d servers wait for the same; tried again".formatted(BACKLOG));
    }
  }

  private void cut(ConnectionCutter cuts, DrainRun run, Cut cut) {
    try {
      ConnectionCutter.Result result = cuts.cut(cut);
      context.accept(() -> run.cut(result));
    } catch (IOException | RuntimeException failed) {
      context.accept(() -> run.cutFailed(String.valueOf(failed.getMessage())));
    }
  }

  private void publish(long now) {
    Map<ServerId, Stand> places = new HashMap<>();
    runs.values().forEach(run -> places.put(run.place(), new Stand(run.order(), run.phase())));
    stands = Map.copyOf(places);
    status = runs.values().stream().map(run -> run.status(now)).toList();
  }

  /** All drains, as of the last pass over the rules. Safe from any thread. */
  public List<DrainStatus> status() {
    return status;
  }

  /** Ends the thread. */
  @Override
  public void close() {
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    cutter.ifPresent(ConnectionCutter::close);
  }
}

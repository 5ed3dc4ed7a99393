package org.lvsdirector.healthcheck;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.reactor.Connector;
import org.lvsdirector.healthcheck.reactor.Reactor;
import org.lvsdirector.healthcheck.reactor.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a set of servers all the time and tells when one changes its state.
 *
 * <p>It has a thread of its own, on which it keeps time and opens TCP connections; all other probes
 * run on a Vert.x context. The methods may be called from any thread and do not wait.
 */
public final class HealthMonitor {
  private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

  private static final String CLOSED = "the health monitor is closed";

  private final Ticker ticker;
  private final Prober prober;
  private final Consumer<HealthChange> onChange;
  private final Runnable end;
  private final Gate gate;
  private final Strain strain;
  private final Tally tally = new Tally();
  private final Sentinels sentinels;
  private final Roster roster;
  private volatile boolean closed;

  /**
   * Makes a monitor that checks nothing yet.
   *
   * @param others carries out all probes but {@link Probe.Tcp}; closed with the monitor
   * @param onChange told of transitions only, on the monitor's thread
   */
  public HealthMonitor(Vertx vertx, Prober others, Consumer<HealthChange> onChange) {
    this(vertx, others, new Reactor("healthcheck"), onChange);
  }

  private HealthMonitor(
      Vertx vertx, Prober others, Reactor reactor, Consumer<HealthChange> onChange) {
    this(
        reactor,
        reactor,
        new Routing(vertx, new TcpProber(reactor, reactor), others),
        new Random(),
        Descriptors.ofThisProcess(),
        onChange,
        reactor::close);
  }

  HealthMonitor(
      Ticker ticker,
      Connector connector,
      Prober prober,
      Random random,
      Descriptors descriptors,
      Consumer<HealthChange> onChange,
      Runnable end) {
    this.ticker = ticker;
    this.prober = prober;
    this.onChange = onChange;
    this.end = end;
    gate = new Gate(descriptors.probes());
    sentinels = new Sentinels(ticker, connector, descriptors.sentinels());
    strain = new Strain(ticker, sentinels::strained);
    roster =
        new Roster(new Means(ticker, prober, random, gate, strain, tally, this::took), sentinels);
  }

  /**
   * Replaces the set of what is checked. A watch that was there before goes on as if nothing had
   * happened; one that differs only in timing, rise or fall keeps its health and its place in time;
   * new ones are probed at once, a little spread out. Watches on one subject share its probes, at
   * the shortest of their intervals.
   *
   * @return completes when the new set is in force; fails when the monitor is closed
   */
  public Future<Void> watch(Set<Watch> watches) {
    // Sorted on the caller's thread, so that checks under way are not kept waiting by thousands.
    Map<Subject, List<Watch>> wanted = new LinkedHashMap<>();
    for (Watch watch : watches) {
      wanted.computeIfAbsent(watch.subject(), first -> new ArrayList<>(1)).add(watch);
    }
    return onThread(() -> roster.replace(wanted));
  }

  /**
   * Hands over what was known before a restart, or is known to another node. A watch that begins
   * later starts from it instead of from unknown; what is never asked for is forgotten with the
   * next memory.
   *
   * @param known by {@link Subject#key()}
   */
  public Future<Void> remember(Map<String, Health> known) {
    Map<String, Health> copy = Map.copyOf(known);
    return onThread(() -> roster.remember(copy));
  }

  /** What is known, to be handed to {@link #remember} elsewhere or later. */
  public Map<String, Health> memory() {
    Map<String, Health> known = new HashMap<>();
    roster
        .followers()
        .forEach(
            (watch, follower) -> {
              if (follower.health().last().isPresent()) {
                known.putIfAbsent(watch.subject().key(), follower.health());
              }
            });
    return known;
  }

  /** What is known of all watches at this moment. */
  public Map<Watch, Health> snapshot() {
    Map<Watch, Health> all = new HashMap<>();
    roster.followers().forEach((watch, follower) -> all.put(watch, follower.health()));
    return all;
  }

  /** What is known of one watch; unknown when it is not watched. */
  public Health health(Watch watch) {
    return roster.find(watch).map(Follower::health).orElseGet(() -> Health.unknown(ticker.now()));
  }

  /** When a watch is probed next; empty when it is not watched. */
  public Optional<Instant> nextProbe(Watch watch) {
    return roster
        .find(watch)
        .map(it -> ticker.now().plusNanos(it.pulse.planned() - ticker.nanos()));
  }

  /** How the monitor itself does. */
  public MonitorStatus status() {
    return new MonitorStatus(
        roster.subjects(),
        roster.followers().size(),
        tally.of(Outcome.OK),
        tally.of(Outcome.FAILED),
        tally.of(Outcome.UNABLE),
        gate.running(),
        sentinels.held(),
        tally.lateness(),
        strain.lack());
  }

  /** Stops all checks and closes their sockets; nothing is announced afterwards. */
  public Future<Void> close() {
    return closed
        ? Future.succeededFuture()
        : onThread(
            () -> {
              closed = true;
              roster.stop();
              prober.close();
              end.run();
            });
  }

  private Future<Void> onThread(Runnable change) {
    if (closed) {
      return Future.failedFuture(CLOSED);
    }
    Context caller = Vertx.currentContext();
    Promise<Void> inForce = Promise.promise();
    ticker.run(
        () -> {
          String refused = closed ? CLOSED : "";
          if (!closed) {
            change.run();
          }
          Runnable tell = () -> tell(inForce, refused);
          // Whoever asks from a context hears the answer there.
          if (caller == null) {
            tell.run();
          } else {
            caller.runOnContext(ignored -> tell.run());
          }
        });
    return inForce.future();
  }

  private static void tell(Promise<Void> inForce, String refused) {
    if (refused.isEmpty()) {
      inForce.complete();
    } else {
      inForce.fail(refused);
    }
  }

  private void took(Follower follower, Health before) {
    HealthChange change = new HealthChange(follower.watch, before, follower.health());
    if (closed || (!change.moved() && !change.reweighed())) {
      return;
    }
    log.debug("{}", change);
    try {
      onChange.accept(change);
    } catch (RuntimeException e) {
      log.error("The listener to health changes failed on: {}", change, e);
    }
  }
}

package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a set of servers all the time and tells when one changes its state.
 *
 * <p>All work is done on one Vert.x context; the methods may be called from any thread.
 */
public final class HealthMonitor {
  private static final Logger log = LoggerFactory.getLogger(HealthMonitor.class);

  private final Ticker ticker;
  private final Prober prober;
  private final Rhythm rhythm;
  private final Consumer<HealthChange> onChange;
  private final Map<Watch, Pulse> pulses = new LinkedHashMap<>();
  private final Map<Watch, Health> published = new ConcurrentHashMap<>();
  private final Map<String, Health> memory = new HashMap<>();
  private boolean closed;

  /**
   * Makes a monitor that checks nothing yet.
   *
   * @param prober carries out the probes and is closed with the monitor; kinds.Probers knows all
   * @param onChange told of transitions only, on the monitor's context
   */
  public HealthMonitor(Vertx vertx, Prober prober, Consumer<HealthChange> onChange) {
    this(new VertxTicker(vertx), prober, new Random(), onChange);
  }

  HealthMonitor(Ticker ticker, Prober prober, Random random, Consumer<HealthChange> onChange) {
    this.ticker = ticker;
    this.prober = prober;
    this.rhythm = new Rhythm(random);
    this.onChange = onChange;
  }

  /**
   * Replaces the set of what is checked. A watch that was there before goes on as if nothing had
   * happened; one that differs only in timing, rise or fall keeps its health and its place in time;
   * new ones are probed at once, a little spread out.
   *
   * @return completes when the new set is in force; fails when the monitor is closed
   */
  public Future<Void> watch(Set<Watch> watches) {
    Set<Watch> wanted = new LinkedHashSet<>(watches);
    Promise<Void> inForce = Promise.promise();
    ticker.run(
        () -> {
          if (closed) {
            inForce.fail(new IllegalStateException("the health monitor is closed"));
            return;
          }
          replace(wanted);
          inForce.complete();
        });
    return inForce.future();
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
    Promise<Void> done = Promise.promise();
    ticker.run(
        () -> {
          memory.clear();
          memory.putAll(copy);
          done.complete();
        });
    return done.future();
  }

  /** What is known, to be handed to {@link #remember} elsewhere or later. */
  public Map<String, Health> memory() {
    Map<String, Health> known = new HashMap<>();
    published.forEach(
        (watch, health) -> {
          if (health.last().isPresent()) {
            known.put(watch.subject().key(), health);
          }
        });
    return known;
  }

  /** What is known of all watches at this moment. */
  public Map<Watch, Health> snapshot() {
    return Map.copyOf(published);
  }

  /** What is known of one watch; unknown when it is not watched. */
  public Health health(Watch watch) {
    Health health = published.get(watch);
    return health == null ? Health.unknown(ticker.now()) : health;
  }

  /** Stops all checks and closes their sockets; nothing is announced afterwards. */
  public Future<Void> close() {
    Promise<Void> done = Promise.promise();
    ticker.run(
        () -> {
          if (!closed) {
            closed = true;
            pulses.values().forEach(Pulse::stop);
            pulses.clear();
            prober.close();
          }
          done.complete();
        });
    return done.future();
  }

  private void replace(Set<Watch> wanted) {
    Map<Subject, Pulse> leaving = new HashMap<>();
    for (Iterator<Pulse> all = pulses.values().iterator(); all.hasNext(); ) {
      Pulse pulse = all.next();
      if (!wanted.contains(pulse.watch())) {
        all.remove();
        published.remove(pulse.watch());
        Pulse twin = leaving.put(Subject.of(pulse.watch()), pulse);
        if (twin != null) {
          twin.stop();
        }
      }
    }
    List<Pulse> fresh = new ArrayList<>();
    for (Watch watch : wanted) {
      if (!pulses.containsKey(watch)) {
        Pulse heir = leaving.remove(Subject.of(watch));
        if (heir == null) {
          heir = new Pulse(watch, first(watch), ticker, prober, rhythm, this::result);
          fresh.add(heir);
        } else {
          heir.adopt(watch);
        }
        pulses.put(watch, heir);
        published.put(watch, heir.health());
      }
    }
    leaving.values().forEach(Pulse::stop);
    for (int i = 0; i < fresh.size(); i++) {
      fresh
          .get(i)
          .start(Rhythm.first(i, fresh.size(), fresh.get(i).watch().check().pace().interval()));
    }
  }

  private Health first(Watch watch) {
    Health known = memory.remove(watch.subject().key());
    return known == null ? Health.unknown(ticker.now()) : known;
  }

  private void result(Watch watch, Health before, Health after) {
    published.put(watch, after);
    HealthChange change = new HealthChange(watch, before, after);
    if (!change.moved() && !change.reweighed()) {
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

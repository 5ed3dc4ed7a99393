package org.lvsdirector.netfilter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lvsdirector.config.NetfilterKind;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps the packet filter as FullNAT needs it. It has a thread of its own, for it
 * waits for programs; it looks when something new is wanted and once per period anyhow.
 */
public final class Netfilter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Netfilter.class);
  private static final Duration PERIOD = Duration.ofMillis(1500);
  private static final Duration COUNT_PERIOD = Duration.ofSeconds(10);
  private static final Duration TIDY_AFTER = Duration.ofSeconds(10);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final FilterPass pass;
  private final PortCount count;
  private final Consumer<NetfilterOutcome> onChange;
  private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::loop, "netfilter");
  private volatile FullnatRules wanted;
  private volatile NetfilterOutcome outcome = NetfilterOutcome.NONE;
  private volatile boolean closing;
  private volatile boolean removing;
  private final long begin = System.nanoTime();
  private long countedAt = System.nanoTime() - COUNT_PERIOD.toNanos();

  /**
   * A loop that has not started yet.
   *
   * @param onChange called on the loop's thread after each pass that found something new
   */
  public Netfilter(
      NetfilterKind kind,
      FullnatRules first,
      EventSink events,
      Consumer<NetfilterOutcome> onChange) {
    this.pass = new FilterPass(kind, events);
    this.count = new PortCount(events);
    this.wanted = first;
    this.onChange = onChange;
    thread.setDaemon(true);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /**
   * Says what is wanted from now on. Never blocks.
   *
   * @return ends with the pass that has tried it, however that went
   */
  public CompletableFuture<Void> want(FullnatRules next) {
    if (next.equals(wanted)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> tried = new CompletableFuture<>();
    wanted = next;
    waiting.add(tried);
    wake.release();
    return tried;
  }

  /** The result of the last pass. Safe from any thread. */
  public NetfilterOutcome outcome() {
    return outcome;
  }

  private void loop() {
    while (!closing) {
      List<CompletableFuture<Void>> heard = new ArrayList<>();
      for (var one = waiting.poll(); one != null; one = waiting.poll()) {
        heard.add(one);
      }
      try {
        look();
      } catch (RuntimeException broken) {
        log.error("a pass over the packet filter failed; the next one tries again", broken);
      }
      heard.forEach(one -> one.complete(null));
      countPorts();
      await();
    }
    waiting.forEach(one -> one.complete(null));
    if (removing) {
      pass.run(FullnatRules.NONE);
    }
  }

  private void look() {
    FullnatRules rules = wanted;
    // Looking for rules left behind starts programs; a node that is just joining has no time for
    // it.
    boolean idle = rules.isEmpty() && pass.applied().isEmpty();
    if (idle && System.nanoTime() - begin < TIDY_AFTER.toNanos()) {
      return;
    }
    String fault = pass.run(rules);
    Set<ServiceKey> carried = new HashSet<>(rules.services());
    carried.retainAll(pass.applied().services());
    publish(new NetfilterOutcome(carried, fault, outcome.ports()));
  }

  private void countPorts() {
    long now = System.nanoTime();
    if (now - countedAt >= COUNT_PERIOD.toNanos()) {
      countedAt = now;
      List<PortUse> ports = count.count(wanted.guarded());
      publish(new NetfilterOutcome(outcome.carried(), outcome.fault(), ports));
    }
  }

  private void publish(NetfilterOutcome next) {
    if (!next.equals(outcome)) {
      outcome = next;
      onChange.accept(next);
    }
  }

  private void await() {
    try {
      if (wake.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException stop) {
      closing = true;
    }
  }

  /** Ends the loop and leaves the rules in force, so that connections live on. */
  @Override
  public void close() {
    end();
  }

  /** Ends the loop and takes out our chains. */
  public void closeAndRemove() {
    removing = true;
    end();
  }

  private void end() {
    closing = true;
    wake.release();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}

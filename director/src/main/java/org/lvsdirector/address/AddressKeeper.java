package org.lvsdirector.address;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.VipGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the virtual addresses of this node: holds them on a lease while the event loop confirms that
 * they are ours, lets go of them otherwise, and first of all when the process did not run for
 * longer than the detection time. What is to be done is decided by {@link KeeperDecision}; this
 * class is the thread, named {@code vip-keeper}, that does it. It alone calls the table.
 */
public final class AddressKeeper {
  private static final Logger log = LoggerFactory.getLogger(AddressKeeper.class);
  private static final long TICK_MILLIS = 50;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final AddressTable table;
  private final KeeperDecision decision;
  private final KeeperEyes eyes;
  private final KeeperHands hands;
  private final Pulse pulse;
  private final AtomicReference<Tenure> tenure = new AtomicReference<>(Tenure.NONE);
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "vip-keeper");
  private volatile List<VipGroup> configured;
  private volatile KeeperState state;
  private volatile boolean closing;
  private volatile boolean dropOnClose;

  /**
   * What the rest of the node learns, each transition once, on the keeper's thread; an
   * implementation hands over and returns at once.
   */
  public interface Listener {
    /** All addresses of the group are in place and the first announcement is out. */
    void onHeld(String group, Epoch epoch);

    /** None of the group's addresses is in place any more. */
    void onDropped(String group);

    /** The process did not run for {@code gap}; all is dropped, older tenures are void. */
    void onPause(Duration gap, int newGeneration);

    /** The group can not be held here; it is tried again as long as it is ours. */
    void onGroupFailed(String group, String reason);

    /** The group can be held again, or is worth another try. */
    void onGroupOk(String group);

    /** The group's interfaces changed what they can do together; also told when first seen. */
    void onInterface(String group, InterfaceState state);
  }

  /**
   * Makes a keeper that does nothing until it is started; it closes the table when it ends.
   *
   * @param detect silence after which the other members take this one for dead
   */
  public AddressKeeper(
      AddressTable table,
      List<VipGroup> groups,
      Duration detect,
      EventSink events,
      Listener listener) {
    this(table, groups, detect, events, listener, System::nanoTime);
  }

  /**
   * The same with another clock.
   *
   * @param clock monotonic nanoseconds; {@link Tenure#confirmedNanos()} is on the same clock
   */
  public AddressKeeper(
      AddressTable table,
      List<VipGroup> groups,
      Duration detect,
      EventSink events,
      Listener listener,
      LongSupplier clock) {
    this.table = table;
    this.configured = List.copyOf(groups);
    decision = new KeeperDecision(detect);
    eyes = new KeeperEyes(table);
    hands = new KeeperHands(table, events, listener);
    pulse = new Pulse(clock);
    state = KeeperState.initial(configured);
    thread.setDaemon(true);
  }

  /** Starts the thread, which first removes what an earlier process left on the interfaces. */
  public void start() {
    thread.start();
  }

  /** Says what this node shall hold, from now on and until said otherwise; never blocks. */
  public void tenure(Tenure newest) {
    pulse.beat();
    if (!tenure.getAndSet(newest).sameAs(newest)) {
      wake.release();
    }
  }

  /** Takes over a new configuration: what left it is dropped, what stays is untouched. */
  public void update(List<VipGroup> groups) {
    configured = List.copyOf(groups);
    wake.release();
  }

  /** The generation that a tenure must carry to be obeyed; a pause raises it. */
  public int generation() {
    return state.generation();
  }

  /** How much is left of the lease of a group's addresses; empty where they are not held. */
  public OptionalLong leaseLeftMillis(String group) {
    GroupState known = state.groups().get(group);
    return Stream.ofNullable(known)
        .flatMap(it -> it.leaseLeft(pulse.now()).stream())
        .mapToLong(Duration::toMillis)
        .findFirst();
  }

  /**
   * Ends the thread, within two seconds; not for an event loop. What the thread can not do in that
   * time, the kernel does when the leases expire.
   *
   * @param dropVips whether to remove the addresses, or to leave them to their leases
   */
  public void close(boolean dropVips) {
    dropOnClose = dropVips;
    closing = true;
    wake.release();
    if (thread.getState() == Thread.State.NEW) {
      table.close();
      return;
    }
    try {
      thread.join(CLOSE_LIMIT.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      log.warn(
          "vip-keeper still waits for the kernel after {} s; its addresses expire by themselves",
          CLOSE_LIMIT.toSeconds());
    }
  }

  private void run() {
    try (table) {
      while (!closing) {
        tick();
        await();
      }
      if (dropOnClose) {
        KeeperStep last = decision.release(state, "this node stops");
        hands.execute(last.actions(), Map.of(), group -> false);
      }
    }
  }

  private void tick() {
    try {
      long now = pulse.beat();
      long silence = pulse.take();
      List<VipGroup> groups = configured;
      Tenure current = tenure.get();
      KeeperStep step;
      Map<String, KeeperOutcome.Failure> failures = Map.of();
      if (decision.pauses(silence, current)) {
        step = decision.next(state, KeeperInput.blind(now, silence, groups, current));
      } else {
        KeeperEyes.Sight sight = eyes.look(groups, state.interfaces(), now);
        failures = sight.failures();
        step =
            decision.next(
                state,
                new KeeperInput(now, silence, groups, current, sight.held(), sight.interfaces()));
      }
      state = step.state();
      int generation = state.generation();
      KeeperOutcome outcome =
          hands.execute(step.actions(), failures, group -> allowed(group, generation));
      KeeperStep settled = decision.settle(state, outcome, now);
      state = settled.state();
      hands.execute(settled.actions(), Map.of(), group -> false);
    } catch (RuntimeException unexpected) {
      log.error("vip-keeper: a round failed and is repeated", unexpected);
    }
  }

  /** Asked right before a write: the process may have slept, or the mandate moved, since. */
  private boolean allowed(String group, int generation) {
    pulse.beat();
    Tenure current = tenure.get();
    return !decision.pauses(pulse.longest(), current)
        && current.generation() == generation
        && current.groups().contains(group);
  }

  private void await() {
    try {
      // After a silence there is no waiting: the drop is due now.
      if (!decision.pauses(pulse.longest(), tenure.get())
          && wake.tryAcquire(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException interrupted) {
      closing = true;
    }
  }
}

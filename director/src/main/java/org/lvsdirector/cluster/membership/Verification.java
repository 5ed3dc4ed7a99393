package org.lvsdirector.cluster.membership;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.stack.Protocol;
import org.lvsdirector.model.Endpoint;

/**
 * Sits above the failure detection and asks a suspect's machine before the suspect is declared
 * dead. Where nobody listens there any more, or nothing answers, it is dead at once. But a process
 * whose machine takes connections for it may be slow, or its messages wait for a lost segment, or
 * only a leftover of an earlier connection broke; and its kernel forwards in the meantime. It is
 * given {@link #PATIENCE} to be heard. So is everybody by a node that has time: one that forwards
 * may lose segments under its load, and its own heartbeats are to reach the others all the same.
 */
final class Verification extends Protocol {
  /** Shorter than any lease: a process that hangs is replaced before its addresses expire. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private static final long TURN_MS = 5;

  private final InetAddress own;
  private final int askMillis;
  private final Hearing hearing;
  private final BooleanSupplier hasTime;
  private final Set<Address> suspects = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor inquests =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "cluster-inquest");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * For one channel.
   *
   * @param own where questions come from
   * @param askMillis how long to wait for the answer to one
   * @param hearing knows who was heard
   * @param hasTime whether this node may wait for those whose machine does not answer, too
   */
  Verification(InetAddress own, int askMillis, Hearing hearing, BooleanSupplier hasTime) {
    this.own = own;
    this.askMillis = askMillis;
    this.hearing = hearing;
    this.hasTime = hasTime;
  }

  @Override
  public void stop() {
    super.stop();
    inquests.shutdownNow();
  }

  @Override
  public Object up(Event event) {
    if (event.getType() != Event.SUSPECT) {
      return super.up(event);
    }
    for (Address suspect : event.<Collection<Address>>getArg()) {
      if (suspects.add(suspect)) {
        inquests.execute(() -> examine(suspect));
      }
    }
    return null;
  }

  private void examine(Address suspect) {
    long begin = System.nanoTime();
    try {
      if (isDead(suspect, begin)) {
        up_prot.up(new Event(Event.SUSPECT, List.of(suspect)));
      } else {
        down_prot.down(new Event(Event.UNSUSPECT, suspect));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      suspects.remove(suspect);
    }
  }

  private boolean isDead(Address suspect, long begin) throws InterruptedException {
    Optional<Endpoint> at = Names.member(suspect).map(Member::endpoint);
    if (at.isEmpty()) {
      return true;
    }
    InetSocketAddress port = new InetSocketAddress(at.get().address(), at.get().port());
    return switch (Inquest.of(own, port, askMillis)) {
      case GONE -> true;
      case SILENT ->
          hasTime.getAsBoolean() ? !isHeardInTime(suspect, begin) : !isHeard(suspect, begin);
      case LISTENS, ENDS -> !isHeardInTime(suspect, begin);
    };
  }

  private boolean isHeardInTime(Address suspect, long begin) throws InterruptedException {
    while (!isHeard(suspect, begin)) {
      if (System.nanoTime() - begin > PATIENCE) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(TURN_MS);
    }
    return true;
  }

  private boolean isHeard(Address suspect, long since) {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    return hearing.silence(suspect).orElse(Long.MAX_VALUE) < elapsed;
  }
}

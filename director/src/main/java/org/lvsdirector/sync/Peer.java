package org.lvsdirector.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.lvsdirector.sync.Frame.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Another director: what waits to be sent to it, with a thread that sends it. Thread-safe. */
final class Peer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Peer.class);
  private static final long LOOK_MILLIS = 250;

  private final String node;
  private final String incarnation;
  private final RelayChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Outbox outbox = new Outbox(ThreadLocalRandom.current().nextLong());
  private final Inlet inlet = new Inlet();
  private final Schedule schedule = new Schedule();
  private final Thread sender;
  private Optional<Frame.Ack> ack = Optional.empty();
  private Optional<Round> round = Optional.empty();
  private Coverage coverage = Coverage.unknown("not compared yet");
  private boolean recalled;
  private boolean closed;
  private long cost;

  Peer(String node, String incarnation, RelayChannel channel) {
    this.node = node;
    this.incarnation = incarnation;
    this.channel = channel;
    this.sender = new Thread(this::send, "sync-send-" + node);
    sender.setDaemon(true);
  }

  void start() {
    sender.start();
  }

  String node() {
    return node;
  }

  String incarnation() {
    return incarnation;
  }

  /** Queues a live message. */
  void live(byte[] message) {
    locked(() -> outbox.live(new Body.Live(message), System.nanoTime()));
  }

  void acknowledged(Frame.Ack answer) {
    locked(() -> outbox.acknowledged(answer.stream(), answer.number()));
  }

  /** Queues anything else as soon as there is room; false if that takes longer than the limit. */
  boolean bulk(Body body, int bytes, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!closed && !outbox.bulk(body, bytes, System.nanoTime())) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      changed.signalAll();
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a frame of the peer, and will acknowledge it. */
  Inlet.Verdict take(Frame.Data frame) {
    lock.lock();
    try {
      Inlet.Verdict verdict = inlet.take(frame);
      if (verdict == Inlet.Verdict.GAP) {
        suspect("messages were lost, or it has just begun to send");
      }
      return verdict;
    } finally {
      lock.unlock();
    }
  }

  /** What was taken is in the kernel. */
  void acknowledge() {
    locked(() -> ack = Optional.of(inlet.ack()));
  }

  /** This node may lack something that the peer has. */
  void suspect(String why) {
    locked(
        () -> {
          schedule.hurry();
          coverage = new Coverage(0, coverage.total(), coverage.missing(), why);
        });
  }

  /** Whether it is time to compare, once none is under way. */
  boolean isDue(long now) {
    lock.lock();
    try {
      return !isBusy(now) && schedule.isDue(now);
    } finally {
      lock.unlock();
    }
  }

  private boolean isBusy(long now) {
    if (round.filter(it -> it.silent(now)).isPresent()) {
      end("it did not answer");
    }
    return round.isPresent();
  }

  /** Whether to ask it for what this node holds itself, see {@link Round.Aim#RECALL}. */
  boolean mayRecall(long now) {
    lock.lock();
    try {
      return !recalled && !isBusy(now) && schedule.mayRetry(now);
    } finally {
      lock.unlock();
    }
  }

  /** Begins a round, before this node's entries are gone through. */
  Round begin(long request, Round.Aim aim) {
    lock.lock();
    try {
      if (aim == Round.Aim.COPY) {
        schedule.began();
      }
      Round begun = new Round(request, aim, System.nanoTime());
      round = Optional.of(begun);
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** The round that is under way. */
  Optional<Round> round() {
    lock.lock();
    try {
      return round;
    } finally {
      lock.unlock();
    }
  }

  /** What going through this node's entries took for the round that is under way. */
  void cost(long nanos) {
    locked(() -> cost = nanos);
  }

  /**
   * The round has ended with this.
   *
   * @param total entries of the other in the scope
   * @param obstacle why the share is not known though all has come; empty when it is
   */
  void finish(Round ended, long total, String obstacle) {
    locked(
        () -> {
          if (round.filter(it -> it == ended).isEmpty()) {
            return;
          }
          long now = System.nanoTime();
          round = Optional.empty();
          if (ended.missing() > 0) {
            log.info(
                "{} of the {} connections of {} were missing; they came within {} ms",
                ended.missing(),
                total,
                node,
                TimeUnit.NANOSECONDS.toMillis(ended.elapsed(now)));
          }
          if (ended.aim() == Round.Aim.RECALL) {
            recalled = true;
            return;
          }
          // What is sent for nothing costs as much as what is missing.
          long spent = obstacle.isEmpty() ? cost : Math.max(cost, ended.elapsed(now));
          schedule.ended(now, spent, obstacle.isEmpty());
          if (!schedule.isUrgent() || !obstacle.isEmpty()) {
            double share = obstacle.isEmpty() ? 1 : 0;
            coverage = new Coverage(share, total, ended.missing(), obstacle);
          }
        });
  }

  /** The round is given up; it will be tried again. */
  void giveUp(String why) {
    locked(() -> end(why));
  }

  private void end(String why) {
    boolean copy = round.filter(it -> it.aim() == Round.Aim.COPY).isPresent();
    round = Optional.empty();
    schedule.ended(System.nanoTime(), cost, !copy);
    if (copy) {
      coverage = Coverage.unknown("comparing with " + node + " was given up: " + why);
    }
  }

  Coverage coverage() {
    lock.lock();
    try {
      return coverage;
    } finally {
      lock.unlock();
    }
  }

  /**
   * How things stand.
   *
   * @param holds whether the peer holds anything that this node could have
   */
  SyncStatus.PeerStatus status(boolean holds) {
    lock.lock();
    try {
      Coverage shown = holds ? coverage : Coverage.NOTHING_TO_HAVE;
      return new SyncStatus.PeerStatus(
          node,
          outbox.lag(System.nanoTime()).toMillis(),
          outbox.backlog(),
          outbox.lost(),
          shown.share(),
          shown.total(),
          shown.missing(),
          shown.why());
    } finally {
      lock.unlock();
    }
  }

  private void send() {
    try {
      while (true) {
        Optional<Frame> frame = await();
        if (frame.isEmpty()) {
          return;
        }
        try {
          channel.send(node, FrameCodec.encode(frame.get()));
        } catch (IOException gone) {
          // The frame is lost; the peer notices by its number, or the view changes.
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next frame to be sent; empty when this is over. */
  private Optional<Frame> await() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        long now = System.nanoTime();
        if (outbox.stalled(now)) {
          outbox.restart(ThreadLocalRandom.current().nextLong());
        }
        Optional<Frame> next = ack.map(it -> it);
        ack = Optional.empty();
        if (next.isEmpty()) {
          next = outbox.next(now).map(it -> it);
        }
        if (next.isPresent()) {
          changed.signalAll();
          return next;
        }
        changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    locked(() -> closed = true);
  }
}

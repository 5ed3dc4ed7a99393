package org.lvsdirector.sync;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;
import org.lvsdirector.sync.message.MessageWriter;

/**
 * What waits to be sent to one peer, and what it has not acknowledged yet. So little may be on its
 * way at once that the heartbeats which share the connection are not held up; what has to wait
 * longer than there is room for is dropped, the oldest first, and counted. Live messages go before
 * everything else. Times are nanoseconds of one clock. Not thread-safe.
 */
final class Outbox {
  /** Bytes that may be on their way. */
  static final int WINDOW = 256 << 10;

  /** Bytes of live messages that may wait: about 100,000 entries. */
  static final int BACKLOG = 4 << 20;

  /** Bytes of anything else that may wait. */
  static final int BULK = 512 << 10;

  /** How long a peer may keep silent about what it was sent before it is begun anew. */
  static final Duration STALLED = Duration.ofSeconds(5);

  private static final int OVERHEAD = 64;

  private record Waiting(Body body, int bytes, long since) {}

  private record Sent(long number, int bytes, long since, long sent) {}

  private final Deque<Waiting> live = new ArrayDeque<>();
  private final Deque<Waiting> bulk = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private final MessageWriter joiner = new MessageWriter(Snapshot.PART_BYTES);
  private long stream;
  private int liveBytes;
  private int bulkBytes;
  private int window;
  private long number;
  private long lost;
  private long lostBefore;

  Outbox(long stream) {
    this.stream = stream;
  }

  /** Queues a live message. */
  void live(Body.Live message, long now) {
    int bytes = message.message().length + OVERHEAD;
    live.addLast(new Waiting(message, bytes, now));
    liveBytes += bytes;
    while (liveBytes > BACKLOG) {
      liveBytes -= live.removeFirst().bytes();
      lost++;
    }
  }

  /** Queues anything else; false while there is no room. */
  boolean bulk(Body body, int bytes, long now) {
    if (bulkBytes > 0 && bulkBytes + bytes > BULK) {
      return false;
    }
    bulk.addLast(new Waiting(body, bytes + OVERHEAD, now));
    bulkBytes += bytes + OVERHEAD;
    return true;
  }

  /** The next to be sent now; empty while nothing waits, or too much is on its way. */
  Optional<Data> next(long now) {
    if (window >= WINDOW || (live.isEmpty() && bulk.isEmpty())) {
      return Optional.empty();
    }
    Waiting next = live.isEmpty() ? bulk.removeFirst() : joined();
    if (next.body() instanceof Body.Live) {
      liveBytes -= next.bytes();
    } else {
      bulkBytes -= next.bytes();
    }
    number++;
    window += next.bytes();
    sent.addLast(new Sent(number, next.bytes(), next.since(), now));
    return Optional.of(new Data(stream, number, lost, next.body()));
  }

  /** Live messages that wait together go together: the kernel's are short. */
  private Waiting joined() {
    Waiting first = live.removeFirst();
    if (live.isEmpty() || !joiner.addAll(message(first))) {
      return first;
    }
    int bytes = first.bytes();
    while (!live.isEmpty() && joiner.addAll(message(live.peekFirst()))) {
      bytes += live.removeFirst().bytes();
    }
    return new Waiting(new Body.Live(joiner.take(LoopbackDaemons.OUT_ID)), bytes, first.since());
  }

  private static byte[] message(Waiting waiting) {
    return ((Body.Live) waiting.body()).message();
  }

  /** The peer has dealt with all up to a number. */
  void acknowledged(long ofStream, long upTo) {
    if (ofStream != stream) {
      return;
    }
    while (!sent.isEmpty() && sent.peekFirst().number() <= upTo) {
      window -= sent.removeFirst().bytes();
    }
  }

  /** Whether the peer has kept silent for too long about what it was sent. */
  boolean stalled(long now) {
    return !sent.isEmpty() && now - sent.peekFirst().sent() > STALLED.toNanos();
  }

  /** Begins a new stream: what was on its way is lost, what waits will be sent. */
  void restart(long newStream) {
    lostBefore += lost + sent.size();
    stream = newStream;
    number = 0;
    window = 0;
    lost = 0;
    sent.clear();
  }

  /** How long the oldest live message has waited by now, or is on its way. */
  Duration lag(long now) {
    long oldest = now;
    if (!sent.isEmpty()) {
      oldest = Math.min(oldest, sent.peekFirst().since());
    }
    if (!live.isEmpty()) {
      oldest = Math.min(oldest, live.peekFirst().since());
    }
    return Duration.ofNanos(Math.max(0, now - oldest));
  }

  /** Messages that were dropped, or on their way when a stream ended. */
  long lost() {
    return lostBefore + lost;
  }

  /** Bytes that wait. */
  int backlog() {
    return liveBytes + bulkBytes;
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lvsdirector.sync.Frame.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what the others send: understands it, judges it, and puts it into the kernel. */
final class Inflow {
  private static final Logger log = LoggerFactory.getLogger(Inflow.class);

  /** Bytes of frames that may wait: more than the windows of all peers together. */
  private static final long MOST_WAITING = 8L << 20;

  /** Asks a node to answer a comparison. */
  record Question(Peer peer, Body.Compare compare) {}

  private static final class Arrived {
    private final String sender;
    private final byte[] bytes;

    Arrived(String sender, byte[] bytes) {
      this.sender = sender;
      this.bytes = bytes;
    }
  }

  private final Supplier<Surroundings> surroundings;
  private final Counters counters;
  private final Consumer<Question> questions;
  private final BlockingQueue<Arrived> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Refusals refusals;
  private final EntrySink.Opening opening;
  private Optional<EntrySink> kernel = Optional.empty();
  private long dropped;

  /**
   * For a node.
   *
   * @param questions takes what others ask; must return at once
   * @param opening opens the kernel's table
   */
  Inflow(
      Supplier<Surroundings> surroundings,
      Counters counters,
      Consumer<Question> questions,
      EntrySink.Opening opening) {
    this.opening = opening;
    this.surroundings = surroundings;
    this.counters = counters;
    this.questions = questions;
    this.refusals = new Refusals(counters.refused());
  }

  /** Takes a frame; returns at once. */
  void arrived(String sender, byte[] bytes) {
    if (waitingBytes.addAndGet(bytes.length) > MOST_WAITING) {
      waitingBytes.addAndGet(-bytes.length);
      counters.dropped().incrementAndGet();
      return;
    }
    waiting.add(new Arrived(sender, bytes));
  }

  /**
   * Deals with frames until it is interrupted or the kernel refuses.
   *
   * @param began run once the kernel takes entries
   * @throws IOException what the kernel says
   */
  void work(Runnable began) throws IOException, InterruptedException {
    try (EntrySink open = opening.open()) {
      kernel = Optional.of(open);
      dropped = 0;
      began.run();
      while (true) {
        Arrived next = waiting.take();
        waitingBytes.addAndGet(-next.bytes.length);
        take(next);
      }
    } finally {
      kernel = Optional.empty();
    }
  }

  private void take(Arrived arrived) throws IOException, InterruptedException {
    Surroundings now = surroundings.get();
    Optional<Peer> sender = now.peer(arrived.sender);
    if (sender.isEmpty()) {
      refusals.note(arrived.sender, "it is no director of the cluster's view");
      return;
    }
    try {
      Frame frame = FrameCodec.decode(arrived.bytes);
      if (frame instanceof Frame.Ack ack) {
        sender.get().acknowledged(ack);
      } else if (frame instanceof Frame.Data data) {
        if (sender.get().take(data) != Inlet.Verdict.KNOWN) {
          take(now, sender.get(), data.body());
        }
        sender.get().acknowledge();
      }
    } catch (SyncFormatException wrong) {
      refusals.note(arrived.sender, "it was not understood: " + wrong.getMessage());
      sender.get().acknowledge();
    }
  }

  private void take(Surroundings now, Peer sender, Body body) throws IOException {
    if (body instanceof Body.Live live) {
      live(now, sender, live.message());
    } else if (body instanceof Body.Part part) {
      part(now, sender, part);
    } else if (body instanceof Body.Compare compare) {
      questions.accept(new Question(sender, compare));
    } else if (body instanceof Body.End end) {
      kernel().flush();
      noteDrops(sender);
      sender
          .round()
          .filter(round -> round.request() == end.request())
          .ifPresent(round -> sender.finish(round, end.total(), end.complete()));
    }
  }

  private void live(Surroundings now, Peer sender, byte[] message) throws IOException {
    SyncMessage understood = SyncMessage.decode(message);
    List<SyncEntry> allowed = allowed(now, sender, understood.entries());
    Optional<Round> round = sender.round();
    if (round.isPresent()) {
      for (SyncEntry entry : allowed) {
        if (!round.get().live(entry.key())) {
          sender.giveUp("more than %d connections changed".formatted(Round.MOST_TOUCHED));
          break;
        }
      }
    }
    if (allowed.size() == understood.entries().size()) {
      kernel().send(message);
    } else {
      kernel().inject(allowed);
    }
    counters.injected().addAndGet(allowed.size());
    noteDrops(sender);
  }

  private void part(Surroundings now, Peer sender, Body.Part part) throws IOException {
    SyncMessage understood = SyncMessage.decode(part.message());
    Optional<Round> round = sender.round().filter(current -> current.request() == part.request());
    if (round.isEmpty()) {
      return;
    }
    List<SyncEntry> wanted = new ArrayList<>();
    long time = System.nanoTime();
    for (SyncEntry entry : allowed(now, sender, understood.entries())) {
      if (round.get().wants(entry, time)) {
        wanted.add(entry);
      }
    }
    kernel().inject(wanted);
    counters.injected().addAndGet(wanted.size());
  }

  private List<SyncEntry> allowed(Surroundings now, Peer sender, List<SyncEntry> entries) {
    long time = System.nanoTime();
    List<SyncEntry> allowed = new ArrayList<>(entries.size());
    for (SyncEntry entry : entries) {
      if (now.ownership().allows(sender.node(), entry.vip().address(), time)) {
        allowed.add(entry);
      }
    }
    if (allowed.size() < entries.size()) {
      refusals.note(sender.node(), "it tells of connections to a VIP that it does not hold");
    }
    return allowed;
  }

  private void noteDrops(Peer sender) {
    long all = kernel().dropped();
    if (all > dropped) {
      counters.dropped().addAndGet(all - dropped);
      log.warn("the kernel dropped {} messages; the tables are compared again", all - dropped);
      dropped = all;
      sender.suspect("the kernel dropped messages");
    }
  }

  private EntrySink kernel() {
    return kernel.orElseThrow();
  }
}

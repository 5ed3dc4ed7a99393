package org.lvsdirector.sync;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.RawMessage;
import org.lvsdirector.sync.message.SyncFormatException;

/** Takes in what the others send: understands it, judges it, and puts it into the kernel. */
final class Inflow {
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
  private final ConnectionCache cache;
  private final Counters counters;
  private final Consumer<Question> questions;
  private final BlockingQueue<Arrived> waiting = new LinkedBlockingQueue<>();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Refusals refusals;
  private final Tellers tellers = new Tellers();
  private final KernelFeed kernel;

  /**
   * For a node.
   *
   * @param questions takes what others ask; must return at once
   * @param opening opens the kernel's table
   */
  Inflow(
      Supplier<Surroundings> surroundings,
      ConnectionCache cache,
      Counters counters,
      Consumer<Question> questions,
      EntrySink.Opening opening) {
    this.surroundings = surroundings;
    this.cache = cache;
    this.counters = counters;
    this.questions = questions;
    this.refusals = new Refusals(counters.refused());
    this.kernel = new KernelFeed(cache, counters, opening);
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
    try {
      kernel.open(surroundings.get());
      began.run();
      while (true) {
        Arrived next = waiting.poll(1, TimeUnit.SECONDS);
        kernel.look(surroundings.get());
        if (next != null) {
          waitingBytes.addAndGet(-next.bytes.length);
          take(next);
        }
      }
    } finally {
      kernel.close();
    }
  }

  private void take(Arrived arrived) throws IOException {
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
      Selection allowed = allowed(now, sender, live.message());
      allowed.keep(allowed::tell);
      counters.injected().addAndGet(allowed.kept());
      kernel.send(allowed);
    } else if (body instanceof Body.Part part) {
      Optional<Round> round = sender.round().filter(it -> it.request() == part.request());
      if (round.isPresent()) {
        part(now, sender, round.get(), part.message());
      }
    } else if (body instanceof Body.Compare compare) {
      questions.accept(new Question(sender, compare));
    } else if (body instanceof Body.End end) {
      kernel.flush(now);
      sender
          .round()
          .filter(round -> round.request() == end.request())
          .ifPresent(round -> sender.finish(round, end.total(), obstacle(sender, end)));
    }
  }

  private void part(Surroundings now, Peer sender, Round round, byte[] bytes) throws IOException {
    boolean copy = round.aim() == Round.Aim.COPY;
    Selection entries = copy ? allowed(now, sender, bytes) : own(now, bytes);
    int count = entries.kept();
    entries.keep(entries::offer);
    round.received(count, entries.kept(), System.nanoTime());
    if (copy) {
      counters.injected().addAndGet(entries.kept());
      kernel.send(entries);
    }
  }

  private String obstacle(Peer sender, Body.End end) {
    if (!end.complete()) {
      return sender.node() + " does not know all connections of its kernel yet";
    }
    return cache.isFull()
        ? "this process has no memory for all connections; give it more with -Xmx in"
            + " LVS_DIRECTOR_JVM_OPTS"
        : "";
  }

  private Selection allowed(Surroundings now, Peer sender, byte[] bytes)
      throws SyncFormatException {
    Selection entries = new Selection(RawMessage.parse(bytes), cache);
    int all = entries.kept();
    entries.keepVips(tellers.allowed(now.ownership(), sender.node(), System.nanoTime()));
    if (entries.kept() < all) {
      refusals.note(sender.node(), "it tells of connections to a VIP that it does not hold");
    }
    return entries;
  }

  /** Of what this node holds itself others only remind it. */
  private Selection own(Surroundings now, byte[] bytes) throws SyncFormatException {
    Selection entries = new Selection(RawMessage.parse(bytes), cache);
    entries.keepVips(tellers.allowed(now.ownership(), now.node(), System.nanoTime()));
    return entries;
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.Inflow.Question;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.RawMessage;
import org.lvsdirector.sync.message.SyncFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directors' connection tables alike through the cluster's own channel. What this node's
 * kernel tells on {@code lo} goes to the other directors; what they send goes into this node's
 * kernel. A node that joins, or that may have missed something, compares its table with the
 * holders' and is given what it lacks. Thread-safe; nothing blocks but the constructor's threads.
 */
public final class Relay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);

  /** Until the kernel has told of its youngest connections: its buffers wait for two seconds. */
  public static final Duration PARTING = Duration.ofMillis(2_500);

  private static final long TURN_MILLIS = 250;
  private static final long RETRY_MILLIS = 5_000;
  private static final String CAPTURE = "sync-capture";
  private static final String INJECT = "sync-inject";
  private static final String COMPARE = "sync-compare";
  private static final String AUDIT = "sync-audit";

  private final String node;
  private final RelayChannel channel;
  private final EventSink events;
  private final LoopbackDaemons.Ours ours;
  private final Counters counters = new Counters();
  private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
  private final ConnectionCache cache;
  private final Inflow inflow;
  private final Audit audit;
  private final Comparer comparer;
  private final List<Thread> threads;
  private volatile Surroundings surroundings;
  private final Map<String, String> faults = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private long request;

  /**
   * For a node.
   *
   * @param cache what is known of the kernel's connections
   * @param ours which running daemons may be replaced
   */
  public Relay(
      String node,
      RelayChannel channel,
      ConnectionCache cache,
      EventSink events,
      LoopbackDaemons.Ours ours) {
    this.node = node;
    this.channel = channel;
    this.cache = cache;
    this.events = events;
    this.ours = ours;
    this.surroundings = new Surroundings(node, Map.of(), Ownership.UNKNOWN, ServiceIndex.EMPTY);
    this.inflow = new Inflow(() -> surroundings, cache, counters, this::asked, Injector::open);
    this.audit = new Audit(cache, () -> surroundings, ConnectionTable::read);
    this.comparer = new Comparer(cache, audit::isComplete);
    this.threads =
        List.of(
            thread(CAPTURE, this::capture),
            thread(INJECT, this::inject),
            thread(COMPARE, this::compare),
            thread(AUDIT, () -> audit.run(() -> recovered(AUDIT))));
    faults.put(CAPTURE, "starting");
    faults.put(INJECT, "starting");
  }

  /** Begins; what the kernel refuses is reported and tried again. */
  public void start() {
    threads.forEach(Thread::start);
  }

  /**
   * Takes in who is there, and who holds what.
   *
   * @param incarnations of the other directors, by name
   * @param groupOf by virtual address: its VIP group
   * @param holders by VIP group
   */
  public synchronized void cluster(
      Map<String, String> incarnations,
      Map<InetAddress, String> groupOf,
      Map<String, String> holders) {
    Map<String, Peer> peers = new HashMap<>();
    incarnations.forEach(
        (name, incarnation) -> {
          Optional<Peer> known =
              surroundings.peer(name).filter(it -> it.incarnation().equals(incarnation));
          peers.put(name, known.orElseGet(() -> begin(name, incarnation)));
        });
    Map<String, Peer> before = surroundings.peers();
    Ownership ownership = surroundings.ownership().next(groupOf, holders, System.nanoTime());
    surroundings = new Surroundings(node, peers, ownership, surroundings.services());
    before.values().stream().filter(it -> !peers.containsValue(it)).forEach(Peer::close);
  }

  private Peer begin(String name, String incarnation) {
    Peer peer = new Peer(name, incarnation, channel);
    peer.start();
    return peer;
  }

  /** Takes in the services, by which the entries of a comparison are completed. */
  public synchronized void services(List<VirtualService> services) {
    surroundings =
        new Surroundings(
            node, surroundings.peers(), surroundings.ownership(), new ServiceIndex(services));
  }

  /** Whether bytes from a member are meant for a relay. */
  public static boolean isForRelay(byte[] bytes) {
    return FrameCodec.isFrame(bytes);
  }

  /** Takes what a member's relay sent; returns at once. */
  public void receive(String sender, byte[] bytes) {
    inflow.arrived(sender, bytes);
  }

  /** What share of a VIP group's connections this node has. */
  public Coverage coverage(String group) {
    Surroundings now = surroundings;
    String holder = now.ownership().holders().get(group);
    if (holder == null || holder.equals(node)) {
      return Coverage.NOTHING_TO_HAVE;
    }
    String fault = fault();
    if (!fault.isEmpty()) {
      return Coverage.unknown(fault);
    }
    return now.peer(holder)
        .map(Peer::coverage)
        .orElseGet(() -> Coverage.unknown(holder + " is not here"));
  }

  /** How things stand. */
  public SyncStatus status() {
    Surroundings now = surroundings;
    return new SyncStatus(
        "relay",
        fault(),
        counters.captured().get(),
        counters.injected().get(),
        counters.refused().get(),
        counters.dropped().get(),
        TimeUnit.NANOSECONDS.toMillis(audit.spent()),
        audit.status(),
        now.peers().values().stream()
            .map(peer -> peer.status(wanted(now, peer).isPresent()))
            .toList());
  }

  private String fault() {
    return faults.values().stream().findAny().orElse("");
  }

  private void inject() throws IOException, InterruptedException {
    LoopbackDaemons.startBackup(ours);
    inflow.work(() -> recovered(INJECT));
  }

  private void capture() throws IOException {
    LoopbackDaemons.start(ours);
    try (Capture heard = Capture.open()) {
      recovered(CAPTURE);
      long looked = System.nanoTime();
      while (!closed) {
        heard.next().ifPresent(this::tell);
        if (System.nanoTime() - looked > TimeUnit.SECONDS.toNanos(1)) {
          looked = System.nanoTime();
          long dropped = heard.newlyDropped();
          if (dropped > 0) {
            counters.dropped().addAndGet(dropped);
            audit.hurry();
          }
        }
      }
    }
  }

  private void tell(byte[] message) {
    Surroundings now = surroundings;
    try {
      RawMessage understood = RawMessage.parse(message);
      counters.captured().addAndGet(understood.count());
      cache.captured(understood);
      if (now.ownership().holdsAny(node, System.nanoTime())) {
        now.peers().values().forEach(peer -> peer.live(message));
      }
    } catch (SyncFormatException wrong) {
      counters.refused().incrementAndGet();
    }
  }

  /** Only the last question of a peer is worth an answer. */
  private void asked(Question question) {
    questions.removeIf(older -> older.peer().equals(question.peer()));
    questions.add(question);
  }

  private void compare() throws InterruptedException {
    while (!closed) {
      Question question = questions.poll(TURN_MILLIS, TimeUnit.MILLISECONDS);
      cache.sweep();
      Surroundings now = surroundings;
      if (question != null && now.peers().containsValue(question.peer())) {
        comparer.answer(question.peer(), question.compare());
      } else if (question == null && faults.isEmpty()) {
        for (Peer peer : now.peers().values()) {
          ask(now, peer);
        }
        settle(now.ownership());
      }
      recovered(COMPARE);
    }
  }

  private void ask(Surroundings now, Peer peer) throws InterruptedException {
    Optional<Scope> theirs = wanted(now, peer);
    Optional<Scope> own = now.ownership().scope(node);
    long time = System.nanoTime();
    if (theirs.isPresent() && peer.isDue(time)) {
      comparer.ask(peer, theirs.get(), ++request, Round.Aim.COPY);
    } else if (own.isPresent() && !audit.isComplete() && peer.mayRecall(time)) {
      comparer.ask(peer, own.get(), ++request, Round.Aim.RECALL);
    }
  }

  /** What a peer has that this node should have: what was not given before a takeover, too. */
  private Optional<Scope> wanted(Surroundings now, Peer peer) {
    return peer.coverage().isWarm()
        ? now.ownership().scope(peer.node())
        : now.ownership().scope(peer.node(), node, System.nanoTime());
  }

  private void settle(Ownership ownership) {
    boolean holdsNothing = ownership.scope(node).isEmpty() && !ownership.holders().isEmpty();
    if (!audit.isComplete()
        && holdsNothing
        && ownership.holders().keySet().stream().allMatch(group -> coverage(group).isWarm())) {
      audit.settle();
    }
  }

  private void failed(String thread, String why) {
    if (!why.equals(faults.put(thread, why))) {
      events.emit("sync-fault", node, "connections are not kept alike: " + why);
    }
  }

  /** Something works, perhaps again. */
  private void recovered(String thread) {
    if (faults.containsKey(thread)) {
      clear(thread);
    }
  }

  private synchronized void clear(String thread) {
    faults.remove(thread);
    if (faults.isEmpty()) {
      events.emit("sync-started", node, "the kernel's sync daemons run on lo");
    }
    surroundings.peers().values().forEach(peer -> peer.suspect("sync has just begun"));
  }

  /** Work that may be refused by the kernel. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private Thread thread(String name, Work work) {
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                try {
                  work.run();
                } catch (IOException refused) {
                  if (!closed) {
                    failed(name, refused.getMessage());
                    pause();
                  }
                } catch (RuntimeException broken) {
                  log.error("{} failed; it is tried again", name, broken);
                  failed(name, broken.toString());
                  pause();
                } catch (InterruptedException ended) {
                  return;
                }
              }
            },
            name);
    thread.setDaemon(true);
    return thread;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
    surroundings.peers().values().forEach(Peer::close);
  }
}

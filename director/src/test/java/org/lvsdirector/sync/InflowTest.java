package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.sync.message.Entries.entry;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;
import org.lvsdirector.sync.Inflow.Question;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.Entries;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

/** Two nodes without a kernel: what one is sent, and what becomes of it. */
class InflowTest {
  private static final InetAddress WEB = Addresses.parse("172.16.1.111").orElseThrow();
  private static final Duration SOON = Duration.ofSeconds(10);

  private final Map<String, SyncEntry> kernel = new ConcurrentHashMap<>();
  private final List<Frame> answers = new CopyOnWriteArrayList<>();
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final Counters counters = new Counters();
  private final Peer d1 = new Peer("d1", "1", (node, frame) -> answer(frame));
  private final Peer d3 = new Peer("d3", "1", (node, frame) -> answer(frame));
  private volatile Surroundings surroundings = surroundings("d1");
  private final ConnectionCache cache = cache();
  private final Inflow inflow =
      new Inflow(() -> this.surroundings, cache, counters, questions::add, MemorySink::new);
  private final AtomicLong told = new AtomicLong();
  private volatile long dropped;
  private Thread worker;
  private long number;

  private final class MemorySink implements EntrySink {
    @Override
    public void inject(List<SyncEntry> entries) {
      entries.forEach(entry -> kernel.put(key(entry), entry));
      told.addAndGet(entries.size());
    }

    @Override
    public void send(byte[] message) throws IOException {
      inject(SyncMessage.decode(message).entries());
    }

    @Override
    public void flush() {}

    @Override
    public long dropped() {
      return dropped;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void start() {
    d1.start();
    d3.start();
    worker =
        new Thread(
            () -> {
              try {
                inflow.work(() -> {});
              } catch (IOException | InterruptedException over) {
                Thread.currentThread().interrupt();
              }
            });
    worker.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    d1.close();
    d3.close();
    worker.interrupt();
    worker.join();
  }

  @Test
  void theHoldersMessagesGoIntoTheKernelAndAreAcknowledged() {
    deliver("d1", new Body.Live(message(1)));
    until(() -> kernel.size() == 1);
    until(() -> answers.contains(new Frame.Ack(7, 1)));
    assertThat(counters.refused()).hasValue(0);
    assertThat(counters.injected()).hasValue(1);
  }

  @Test
  void whatIsCorruptTruncatedOrOfAnotherVersionIsRefusedAndCounted() {
    byte[] whole = FrameCodec.encode(new Data(7, 1, 0, new Body.Live(message(1))));
    byte[] cut = java.util.Arrays.copyOf(whole, 20);
    byte[] newer = whole.clone();
    newer[1] = 2;
    inflow.arrived("d1", cut);
    inflow.arrived("d1", newer);
    byte[] shorter = java.util.Arrays.copyOf(message(1), 40);
    byte[] otherVersion = message(2);
    otherVersion[5] = 2;
    deliver("d1", new Body.Live(shorter));
    deliver("d1", new Body.Live(otherVersion));
    deliver("d1", new Body.Live(message(3)));
    until(() -> kernel.size() == 1);
    assertThat(counters.refused()).hasValue(4);
    assertThat(kernel.values().iterator().next().client().port()).isEqualTo(3);
    until(() -> answers.contains(new Frame.Ack(7, 3)));
  }

  @Test
  void whoHoldsNothingOrIsNoMemberTellsNothing() {
    deliver("d3", new Body.Live(message(1)));
    deliver("d9", new Body.Live(message(2)));
    until(() -> counters.refused().get() == 2);
    assertThat(kernel).isEmpty();
    surroundings = surroundings("d3");
    deliver("d3", new Body.Live(message(3)));
    until(() -> kernel.size() == 1);
  }

  @Test
  void entriesOfUnknownServicesAreTaken() {
    SyncEntry unknown = entry(6, 3, 1, "10.0.0.1:99", "172.16.1.111:9999", "10.9.0.1:80", 900);
    deliver("d1", new Body.Live(new SyncMessage(1, List.of(unknown)).encode()));
    until(() -> kernel.containsKey(key(unknown)));
  }

  @Test
  void aSnapshotFillsGapsButLeavesWhatIsNewer() {
    Round round = d1.begin(5, Round.Aim.COPY);
    SyncEntry closed = connection(1).closed();
    deliver("d1", new Body.Live(new SyncMessage(1, List.of(closed)).encode()));
    List<SyncEntry> list = List.of(connection(1), connection(2));
    deliver("d1", new Body.Part(5, new SyncMessage(1, list).encode()));
    deliver("d1", new Body.Part(4, new SyncMessage(1, List.of(connection(3))).encode()));
    deliver("d1", new Body.End(5, 2, true));
    until(() -> d1.round().isEmpty());
    assertThat(kernel.values()).containsExactlyInAnyOrder(closed, connection(2));
    assertThat(d1.coverage()).isEqualTo(new Coverage(1, 2, 1, ""));
    assertThat(round.received()).isEqualTo(2);
  }

  @Test
  void aHolderThatDoesNotKnowItsKernelYetMakesNobodyWarm() {
    d1.begin(5, Round.Aim.COPY);
    deliver("d1", new Body.End(5, 2, false));
    until(() -> d1.round().isEmpty());
    assertThat(d1.coverage().isWarm()).isFalse();
    assertThat(d1.coverage().why()).contains("d1 does not know all connections of its kernel");
  }

  @Test
  void whatThisNodeHoldsItselfIsRecalledFromOthersWithoutTouchingTheKernel() {
    surroundings = surroundings("d2");
    Round round = d1.begin(5, Round.Aim.RECALL);
    List<SyncEntry> list = List.of(connection(1), connection(2));
    deliver("d1", new Body.Part(5, new SyncMessage(1, list).encode()));
    deliver("d1", new Body.End(5, 2, true));
    until(() -> d1.round().isEmpty());
    assertThat(kernel).isEmpty();
    assertThat(cache.size()).isEqualTo(2);
    assertThat(round.missing()).isEqualTo(2);
    assertThat(d1.mayRecall(System.nanoTime())).as("once is enough").isFalse();
    assertThat(counters.refused()).hasValue(0);
  }

  @Test
  void whatTheKernelDroppedIsPutInAgain() {
    deliver("d1", new Body.Live(message(1)));
    deliver("d1", new Body.Live(message(2)));
    until(() -> told.get() == 2);
    kernel.clear();
    dropped = 2;
    until(() -> kernel.size() == 2);
    assertThat(counters.dropped()).hasValue(2);
    long before = told.get();
    deliver("d1", new Body.Live(message(3)));
    until(() -> kernel.size() == 3);
    assertThat(told).as("all but the new one went in again once").hasValue(before + 1);
  }

  @Test
  void aFlowThatMovesToAnotherServerMovesInTheKernelToo() throws Exception {
    SyncEntry flow = entry(17, 0x103, 0, "10.0.0.1:53", "172.16.1.111:53", "10.9.0.1:53", 300);
    SyncEntry moved = entry(17, 0x103, 0, "10.0.0.1:53", "172.16.1.111:53", "10.9.0.2:53", 300);
    deliver("d1", new Body.Live(new SyncMessage(1, List.of(flow)).encode()));
    until(() -> kernel.containsValue(flow));
    deliver("d1", new Body.Live(new SyncMessage(1, List.of(moved)).encode()));
    until(() -> kernel.get(key(flow)).server().equals(moved.server()));
    assertThat(kernel.get(key(flow)).flags() & SyncEntry.INACTIVE).isZero();
  }

  @Test
  void aSnapshotThatAFailoverInterruptsGoesOnWithTheNextHolderFromWhereItWas() throws Exception {
    List<SyncEntry> all = new ArrayList<>();
    for (int port = 1; port <= 400; port++) {
      all.add(connection(port));
    }
    d1.begin(1, Round.Aim.COPY);
    deliver("d1", new Body.Part(1, new SyncMessage(1, all.subList(0, 200)).encode()));
    until(() -> kernel.size() == 200);
    // d1 is dead; d3 has all of it, and is asked for the rest.
    surroundings = surroundings("d3");
    assertThat(d3.isDue(System.nanoTime())).isTrue();
    Comparer asking = new Comparer(cache, () -> true);
    Scope scope = surroundings.ownership().scope("d3").orElseThrow();
    asking.ask(d3, scope, 2, Round.Aim.COPY);
    until(() -> answers.stream().anyMatch(InflowTest::isCompare));
    Data asked = (Data) answers.stream().filter(InflowTest::isCompare).findFirst().orElseThrow();
    List<Frame> sent = new CopyOnWriteArrayList<>();
    Peer asker = new Peer("d2", "1", (node, frame) -> sent.add(FrameCodec.decode(frame)));
    asker.start();
    ConnectionCache full = cache();
    all.forEach(entry -> full.told(Entries.bytes(entry), 0, full.now()));
    new Comparer(full, () -> true).answer(asker, (Body.Compare) asked.body());
    until(() -> sent.stream().anyMatch(it -> ((Data) it).body() instanceof Body.End));
    asker.close();
    sent.forEach(frame -> inflow.arrived("d3", FrameCodec.encode(frame)));
    until(() -> d3.round().isEmpty());
    assertThat(kernel).hasSize(400);
    assertThat(d3.coverage().isWarm()).isTrue();
    assertThat(d3.coverage().missing()).as("only what was not there").isEqualTo(200);
  }

  private static boolean isCompare(Frame frame) {
    return frame instanceof Data data && data.body() instanceof Body.Compare;
  }

  private void answer(byte[] frame) throws IOException {
    answers.add(FrameCodec.decode(frame));
  }

  private void deliver(String sender, Body body) {
    inflow.arrived(sender, FrameCodec.encode(new Data(7, ++number, 0, body)));
  }

  private Surroundings surroundings(String holder) {
    Ownership ownership =
        Ownership.UNKNOWN.next(Map.of(WEB, "web"), Map.of("web", holder), System.nanoTime());
    return new Surroundings("d2", Map.of("d1", d1, "d3", d3), ownership, ServiceIndex.EMPTY);
  }

  private static byte[] message(int port) {
    return new SyncMessage(LoopbackDaemons.OUT_ID, List.of(connection(port))).encode();
  }

  private static SyncEntry connection(int port) {
    return entry(6, 3, 1, "10.0.0.1:" + port, "172.16.1.111:80", "10.9.0.1:80", 900);
  }

  private static String key(SyncEntry entry) {
    return entry.protocol() + " " + entry.client() + " " + entry.vip();
  }

  private static ConnectionCache cache() {
    return new ConnectionCache(1 << 24, System::nanoTime);
  }

  private static void until(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - deadline).as("patience").isNegative();
      Thread.onSpinWait();
    }
  }
}

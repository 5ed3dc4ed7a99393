package org.lvsdirector.sync.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.sync.message.Entries.entry;
import static org.lvsdirector.sync.message.Entries.tcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.sync.cache.ConnectionCache.Told;
import org.lvsdirector.sync.message.Entries;
import org.lvsdirector.sync.message.RawMessage;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

class ConnectionCacheTest {
  private static final String VIP = "172.16.1.111:80";
  private static final SyncEntry OPEN = tcp("10.0.0.1:1024", VIP, "10.9.0.1:80");
  private static final SyncEntry ELSEWHERE = tcp("10.0.0.1:1024", VIP, "10.9.0.2:80");
  private static final long MIB = 1 << 20;

  private long nanos = -5_000_000_000L;
  private final ConnectionCache cache = new ConnectionCache(64 * MIB, () -> nanos);

  @Test
  void whatTheKernelTellsIsThereUntilItExpires() throws Exception {
    cache.captured(RawMessage.parse(new SyncMessage(81, List.of(OPEN)).encode()));
    assertThat(entries()).containsExactly(OPEN);
    pass(900);
    assertThat(entries()).containsExactly(OPEN.lasting(900));
    pass(1);
    assertThat(entries()).isEmpty();
    for (int turn = 0; turn < 16; turn++) {
      cache.sweep();
    }
    assertThat(cache.size()).isZero();
  }

  @Test
  void whatIsToldAgainLastsLonger() {
    tell(OPEN);
    pass(600);
    tell(OPEN);
    pass(600);
    assertThat(entries()).hasSize(1);
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void whatIsClosedIsNoLongerThereAndOlderNewsDoNotBringItBack() {
    tell(OPEN);
    tell(OPEN.closed());
    assertThat(entries()).isEmpty();
    assertThat(cache.size()).isZero();
    assertThat(offer(OPEN)).isEqualTo(Told.STALE);
    SyncEntry unheardOf = tcp("10.0.0.1:1025", VIP, "10.9.0.1:80");
    tell(unheardOf.closed());
    assertThat(offer(unheardOf)).isEqualTo(Told.STALE);
    assertThat(tell(OPEN)).as("a new one from the same port").isEqualTo(Told.TAKEN);
    assertThat(entries()).containsExactly(OPEN);
    tell(OPEN.closed());
    pass((int) ConnectionCache.LINGER.toSeconds() + 1);
    assertThat(offer(OPEN)).isEqualTo(Told.TAKEN);
  }

  @Test
  void anotherNodesListFillsGapsButLeavesWhatIsNewer() {
    assertThat(offer(OPEN)).isEqualTo(Told.TAKEN);
    assertThat(offer(OPEN)).as("known").isEqualTo(Told.STALE);
    tell(ELSEWHERE);
    assertThat(offer(OPEN)).as("older").isEqualTo(Told.STALE);
    assertThat(entries()).containsExactly(ELSEWHERE);
    pass(30);
    assertThat(offer(OPEN)).as("not told of for long").isEqualTo(Told.MOVED);
    assertThat(entries()).containsExactly(OPEN);
  }

  @Test
  void theEndOfAnotherConnectionIsIgnoredAsTheKernelDoes() {
    tell(ELSEWHERE);
    assertThat(tell(OPEN.closed())).isEqualTo(Told.STALE);
    assertThat(entries()).containsExactly(ELSEWHERE);
    assertThat(tell(OPEN)).isEqualTo(Told.MOVED);
    SyncEntry flow = entry(17, 0x103, 0, "10.0.0.1:53", "172.16.1.111:53", "10.9.0.1:53", 300);
    SyncEntry moved = entry(17, 0x103, 0, "10.0.0.1:53", "172.16.1.111:53", "10.9.0.2:53", 300);
    tell(flow);
    assertThat(tell(moved)).as("all of UDP is inactive").isEqualTo(Told.MOVED);
    assertThat(entries()).containsExactlyInAnyOrder(OPEN, moved);
  }

  @Test
  void optionsAreKeptAndTellTemplatesOfAnEngineApart() {
    byte[] first = {2, 1, 'a', 3, 3, 's', 'i', 'p'};
    byte[] second = {2, 1, 'b', 3, 3, 's', 'i', 'p'};
    SyncEntry plain = entry(17, 0x1000, 0, "10.0.0.0:0", "172.16.1.111:5060", "10.9.0.1:5060", 60);
    SyncEntry one = Entries.with(plain, first);
    SyncEntry two = Entries.with(plain, second);
    SyncEntry ftp = Entries.with(tcp("10.0.0.1:21", VIP, "10.9.0.1:21"), sequence(7));
    List.of(one, two, plain, ftp).forEach(this::tell);
    assertThat(entries()).containsExactlyInAnyOrder(one, two, plain, ftp);
    SyncEntry later = Entries.with(ftp, sequence(8));
    tell(later);
    assertThat(entries()).containsExactlyInAnyOrder(one, two, plain, later);
  }

  @Test
  void bothFamiliesAreVisitedOnceThoughOthersAreToldMeanwhile() {
    List<SyncEntry> first = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      first.add(numbered(i));
      first.add(tcp("[2001:db8::1]:" + (1 + i), "[2001:db8::2]:80", "[2001:db8::3]:80"));
    }
    first.forEach(this::tell);
    List<SyncEntry> seen = new ArrayList<>();
    Walk walk = new Walk();
    int room = 1000;
    int stops = 0;
    for (boolean over = false; !over; ) {
      int limit = room;
      over =
          cache.walk(
              walk,
              (in, at, options, left, told) ->
                  seen.size() < limit && seen.add(Entries.at(in, at, options)));
      room += 1000;
      tell(numbered(20_000 + ++stops));
    }
    assertThat(stops).isGreaterThan(9);
    Set<SyncEntry> different = new HashSet<>(seen);
    assertThat(different).hasSameSizeAs(seen);
    assertThat(different.containsAll(first)).isTrue();
  }

  @Test
  void theKernelsListIsTheTruthButForWhatWasToldMeanwhile() {
    tell(OPEN);
    SyncEntry gone = tcp("10.0.0.1:2000", VIP, "10.9.0.1:80");
    tell(gone);
    pass(10);
    int since = cache.now();
    SyncEntry fresh = tcp("10.0.0.1:3000", VIP, "10.9.0.1:80");
    SyncEntry unknown = tcp("10.0.0.1:4000", VIP, "10.9.0.1:80");
    pass(1);
    tell(fresh);
    assertThat(list(OPEN.lasting(100), since)).isFalse();
    assertThat(list(unknown, since)).isTrue();
    assertThat(list(tcp("10.0.0.1:3000", VIP, "10.9.0.9:80"), since)).as("older").isFalse();
    assertThat(lost(since)).as("one pass may have overlooked it").isEmpty();
    pass(1);
    int again = cache.now();
    list(OPEN, again);
    list(unknown, again);
    list(fresh, again);
    assertThat(lost(again)).containsExactly(gone);
    assertThat(entries())
        .extracting(SyncEntry::client)
        .containsExactlyInAnyOrder(OPEN.client(), unknown.client(), fresh.client());
    pass(1);
    int third = cache.now();
    list(ELSEWHERE, third);
    assertThat(entries()).contains(ELSEWHERE);
  }

  @Test
  void expiresWhenTheKernelSaysSo() {
    tell(OPEN);
    pass(5);
    list(OPEN.lasting(10), cache.now());
    pass(11);
    assertThat(entries()).isEmpty();
  }

  @Test
  void anEntryTakesAboutSixtyFourBytesAndTheMemoryIsBounded() {
    tellMany(0, 500_000);
    assertThat(cache.size()).isEqualTo(500_000);
    assertThat(cache.bytes() / 500_000).isLessThanOrEqualTo(66);
    tellMany(500_000, 1_300_000);
    assertThat(cache.bytes()).isLessThanOrEqualTo(64 * MIB);
    assertThat(cache.size()).isGreaterThan(900_000);
    assertThat(cache.isFull()).isTrue();
    assertThat(cache.refused()).isEqualTo(1_300_000 - cache.size());
  }

  @Test
  void doesTheSameAsAMap() {
    Random random = new Random(4);
    Map<Integer, Integer> expiries = new HashMap<>();
    for (int turn = 0; turn < 100_000; turn++) {
      int number = random.nextInt(3000);
      int lasting = random.nextInt(100);
      tell(numbered(number).lasting(1 + lasting));
      expiries.put(number, cache.now() + lasting + 2);
      if (random.nextInt(10) == 0) {
        pass(1);
        cache.sweep();
      }
    }
    expiries.values().removeIf(second -> second <= cache.now());
    Set<SyncEntry> expected = new HashSet<>();
    expiries.keySet().forEach(number -> expected.add(numbered(number)));
    Set<SyncEntry> found = new HashSet<>();
    entries().forEach(entry -> found.add(entry.lasting(900)));
    assertThat(found.equals(expected)).isTrue();
    assertThat(found).hasSizeBetween(100, 2900);
    for (int turn = 0; turn < 16; turn++) {
      cache.sweep();
    }
    assertThat(cache.size()).isEqualTo(found.size());
  }

  private static byte[] sequence(int number) {
    byte[] option = new byte[26];
    option[0] = 1;
    option[1] = 24;
    option[5] = (byte) number;
    return option;
  }

  private static SyncEntry numbered(int i) {
    String client = "10.%d.%d.%d:40000".formatted(i >> 16, i >> 8 & 255, i & 255);
    return tcp(client, VIP, "10.9.0.1:80");
  }

  private void tellMany(int from, int to) {
    ByteBuffer entry = Entries.bytes(OPEN);
    for (int client = from; client < to; client++) {
      entry.putInt(24, client);
      cache.told(entry, 0, cache.now());
    }
  }

  private Told tell(SyncEntry entry) {
    return cache.told(Entries.bytes(entry), 0, cache.now());
  }

  private Told offer(SyncEntry entry) {
    return cache.offered(Entries.bytes(entry), 0, cache.now());
  }

  private boolean list(SyncEntry entry, int since) {
    return cache.listed(Entries.bytes(entry), 0, since, cache.now());
  }

  private List<SyncEntry> lost(int since) {
    List<SyncEntry> lost = new ArrayList<>();
    cache.passed(since, (in, at, options, left, told) -> lost.add(Entries.at(in, at, options)));
    return lost;
  }

  private List<SyncEntry> entries() {
    List<SyncEntry> entries = new ArrayList<>();
    cache.walk((in, at, options, left, told) -> entries.add(Entries.at(in, at, options)));
    return entries;
  }

  private void pass(int seconds) {
    nanos += seconds * 1_000_000_000L;
  }
}

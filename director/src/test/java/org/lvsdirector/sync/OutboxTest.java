package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;
import org.lvsdirector.sync.message.Entries;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

class OutboxTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Outbox outbox = new Outbox(7);

  @Test
  void numbersFramesAndSendsNoMoreThanTheWindow() {
    for (int i = 0; i < 1000; i++) {
      outbox.live(message(1000), 0);
    }
    List<Data> sent = drain(0);
    assertThat(sent).hasSize((Outbox.WINDOW + 1063) / 1064);
    assertThat(sent).extracting(Data::number).startsWith(1L, 2L, 3L).doesNotHaveDuplicates();
    outbox.acknowledged(7, 1);
    assertThat(drain(0)).hasSize(1);
    outbox.acknowledged(7, sent.size() + 1L);
    assertThat(drain(0)).hasSameSizeAs(sent);
  }

  @Test
  void anAcknowledgementOfAnotherStreamIsNone() {
    for (int i = 0; i < 1000; i++) {
      outbox.live(message(1000), 0);
    }
    drain(0);
    outbox.acknowledged(8, 1000);
    assertThat(drain(0)).isEmpty();
  }

  @Test
  void liveMessagesGoFirst() {
    Body.End end = new Body.End(1, 0, true);
    assertThat(outbox.bulk(end, 8, 0)).isTrue();
    outbox.live(message(20), 1);
    assertThat(outbox.next(2).orElseThrow().body()).isInstanceOf(Body.Live.class);
    assertThat(outbox.next(2).orElseThrow().body()).isSameAs(end);
    assertThat(outbox.next(2)).isEmpty();
  }

  @Test
  void shortMessagesThatWaitTogetherGoTogether() throws Exception {
    List<SyncEntry> entries = new ArrayList<>();
    for (int port = 1; port <= 1000; port++) {
      SyncEntry entry = Entries.tcp("10.0.0.1:" + port, "172.16.1.111:80", "10.9.0.1:80");
      entries.add(port % 3 == 0 ? Entries.with(entry, (byte) 0xc1, (byte) 1, (byte) 7) : entry);
      outbox.live(new Body.Live(new SyncMessage(5, List.of(entries.get(port - 1))).encode()), port);
    }
    List<Data> sent = drain(2000);
    assertThat(sent).hasSizeLessThan(8);
    List<SyncEntry> carried = new ArrayList<>();
    for (Data frame : sent) {
      carried.addAll(SyncMessage.decode(((Body.Live) frame.body()).message()).entries());
    }
    assertThat(carried).isEqualTo(entries);
    assertThat(outbox.backlog()).isZero();
    assertThat(outbox.lag(2001)).as("of the oldest").isEqualTo(Duration.ofNanos(2000));
    outbox.acknowledged(7, sent.size());
    assertThat(outbox.lag(2001)).isZero();
  }

  @Test
  void aFloodDropsTheOldestCountsThemAndTellsThePeer() {
    int messages = 2 * Outbox.BACKLOG / 1064;
    for (int i = 0; i < messages; i++) {
      byte[] bytes = new byte[1000];
      bytes[4] = (byte) 255;
      bytes[8] = (byte) (i >> 8);
      bytes[9] = (byte) i;
      outbox.live(new Body.Live(bytes), i);
      assertThat(outbox.backlog()).isLessThanOrEqualTo(Outbox.BACKLOG);
    }
    assertThat(outbox.lost()).isBetween(messages / 2L - 2, messages / 2L + 2);
    Data first = outbox.next(messages).orElseThrow();
    assertThat(first.lost()).isEqualTo(outbox.lost());
    byte[] bytes = ((Body.Live) first.body()).message();
    assertThat(((bytes[8] & 0xff) << 8) | (bytes[9] & 0xff)).isEqualTo((int) outbox.lost());
    Inlet inlet = new Inlet();
    assertThat(inlet.take(first)).isEqualTo(Inlet.Verdict.GAP);
  }

  @Test
  void bulkWaitsForRoom() {
    int parts = 0;
    while (outbox.bulk(new Body.Part(1, new byte[7000]), 7000, 0)) {
      parts++;
    }
    assertThat(parts).isEqualTo(Outbox.BULK / 7064);
    outbox.next(0);
    assertThat(outbox.bulk(new Body.Part(1, new byte[7000]), 7000, 0)).isTrue();
  }

  @Test
  void theLagIsTheAgeOfTheOldestUnacknowledged() {
    assertThat(outbox.lag(5 * SECOND)).isZero();
    outbox.live(message(20), SECOND);
    outbox.live(message(20), 3 * SECOND);
    drain(4 * SECOND);
    assertThat(outbox.lag(5 * SECOND)).isEqualTo(Duration.ofSeconds(4));
    outbox.acknowledged(7, 1);
    assertThat(outbox.lag(5 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    outbox.acknowledged(7, 2);
    assertThat(outbox.lag(5 * SECOND)).isZero();
  }

  @Test
  void aSilentPeerIsBegunAnewAndWhatWasOnItsWayIsCounted() {
    outbox.live(message(20), 0);
    outbox.live(message(20), 0);
    Data first = outbox.next(0).orElseThrow();
    assertThat(outbox.stalled(4 * SECOND)).isFalse();
    assertThat(outbox.stalled(6 * SECOND)).isTrue();
    outbox.restart(8);
    assertThat(outbox.lost()).isEqualTo(1);
    Data next = outbox.next(6 * SECOND).orElseThrow();
    assertThat(next.stream()).isEqualTo(8);
    assertThat(next.number()).isEqualTo(1);
    Inlet inlet = new Inlet();
    assertThat(inlet.take(first)).isEqualTo(Inlet.Verdict.NEXT);
    assertThat(inlet.take(next)).as("another stream").isEqualTo(Inlet.Verdict.GAP);
    assertThat(inlet.ack()).isEqualTo(new Frame.Ack(8, 1));
  }

  @Test
  void whoComesToAStreamLateHasMissedSomething() {
    Inlet inlet = new Inlet();
    assertThat(inlet.take(data(1, 5))).isEqualTo(Inlet.Verdict.GAP);
    assertThat(inlet.take(data(1, 6))).isEqualTo(Inlet.Verdict.NEXT);
    assertThat(inlet.take(data(1, 6))).isEqualTo(Inlet.Verdict.KNOWN);
    assertThat(inlet.take(data(1, 8))).isEqualTo(Inlet.Verdict.GAP);
  }

  private static Data data(long stream, long number) {
    return new Data(stream, number, 0, message(20));
  }

  /** With as many entries as a message may have, so that no two are joined. */
  private static Body.Live message(int length) {
    byte[] bytes = new byte[length];
    bytes[4] = (byte) 255;
    return new Body.Live(bytes);
  }

  private List<Data> drain(long now) {
    List<Data> sent = new ArrayList<>();
    for (Optional<Data> next = outbox.next(now); next.isPresent(); next = outbox.next(now)) {
      sent.add(next.get());
    }
    return sent;
  }
}

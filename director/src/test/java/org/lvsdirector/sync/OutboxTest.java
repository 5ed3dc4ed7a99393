package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;

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
    outbox.live(message(10), 1);
    assertThat(outbox.next(2).orElseThrow().body()).isInstanceOf(Body.Live.class);
    assertThat(outbox.next(2).orElseThrow().body()).isSameAs(end);
    assertThat(outbox.next(2)).isEmpty();
  }

  @Test
  void aFloodDropsTheOldestCountsThemAndTellsThePeer() {
    int messages = 2 * Outbox.BACKLOG / 1064;
    for (int i = 0; i < messages; i++) {
      byte[] bytes = new byte[1000];
      bytes[0] = (byte) (i >> 8);
      bytes[1] = (byte) i;
      outbox.live(new Body.Live(bytes), i);
      assertThat(outbox.backlog()).isLessThanOrEqualTo(Outbox.BACKLOG);
    }
    assertThat(outbox.lost()).isBetween(messages / 2L - 2, messages / 2L + 2);
    Data first = outbox.next(messages).orElseThrow();
    assertThat(first.lost()).isEqualTo(outbox.lost());
    byte[] bytes = ((Body.Live) first.body()).message();
    assertThat(((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff)).isEqualTo((int) outbox.lost());
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
    outbox.live(message(1), SECOND);
    outbox.live(message(1), 3 * SECOND);
    drain(4 * SECOND);
    assertThat(outbox.lag(5 * SECOND)).isEqualTo(Duration.ofSeconds(4));
    outbox.acknowledged(7, 1);
    assertThat(outbox.lag(5 * SECOND)).isEqualTo(Duration.ofSeconds(2));
    outbox.acknowledged(7, 2);
    assertThat(outbox.lag(5 * SECOND)).isZero();
  }

  @Test
  void aSilentPeerIsBegunAnewAndWhatWasOnItsWayIsCounted() {
    outbox.live(message(1), 0);
    outbox.live(message(1), 0);
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
    return new Data(stream, number, 0, message(1));
  }

  private static Body.Live message(int bytes) {
    return new Body.Live(new byte[bytes]);
  }

  private List<Data> drain(long now) {
    List<Data> sent = new ArrayList<>();
    for (Optional<Data> next = outbox.next(now); next.isPresent(); next = outbox.next(now)) {
      sent.add(next.get());
    }
    return sent;
  }
}

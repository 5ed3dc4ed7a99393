package org.lvsdirector.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

class MeterTest {
  private static final long SECOND = 1_000_000_000L;
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ServiceKey WEB =
      new ServiceKey.Address(Protocol.TCP, Endpoint.parse("192.0.2.1:80").orElseThrow());
  private static final Endpoint RS1 = Endpoint.parse("10.0.0.1:80").orElseThrow();

  private final Meter meter = new Meter(services -> 1);

  private static Statistics web(long connections, long inBytes, long active) {
    Traffic traffic = new Traffic(connections, 2 * connections, 0, inBytes, 0);
    return new Statistics(
        Map.of(
            WEB,
            new ServiceCounters(
                traffic, Map.of(RS1, new DestinationCounters(active, 1, traffic)))));
  }

  @Test
  void theFirstReadingHasNoRates() {
    meter.take(web(1000, 50, 3), SECOND, NOW, any -> true);
    assertThat(meter.of(WEB)).isEqualTo(new Load(3, 1, 1000, 2000, 0, 50, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void ratesAreBySecondWhateverTheTimeBetweenReadings() {
    meter.take(web(1000, 0, 3), SECOND, NOW, any -> true);
    meter.take(web(1010, 2000, 4), 3 * SECOND, NOW, any -> true);
    Load load = meter.of(WEB, RS1);
    assertThat(load.cps()).isEqualTo(5);
    assertThat(load.inPps()).isEqualTo(10);
    assertThat(load.inBps()).isEqualTo(1000);
    assertThat(load.active()).isEqualTo(4);
    assertThat(meter.total(any -> true).cps()).isEqualTo(5);
  }

  @Test
  void aReadingThatComesSoonAfterAnotherIsLeftOut() {
    meter.take(web(1000, 0, 3), SECOND, NOW, any -> true);
    meter.take(web(1001, 0, 3), SECOND + SECOND / 10, NOW, any -> true);
    meter.take(web(1010, 0, 3), 2 * SECOND, NOW, any -> true);
    assertThat(meter.of(WEB).cps()).isEqualTo(10);
  }

  @Test
  void aCounterThatBeganAnewCountsFromNothing() {
    meter.take(web(1000, 0, 3), SECOND, NOW, any -> true);
    meter.take(web(7, 0, 3), 2 * SECOND, NOW, any -> true);
    assertThat(meter.of(WEB).cps()).isEqualTo(7);
  }

  @Test
  void standsStillAtOnceWhereEveryReadingIsWhole() {
    meter.take(web(0, 0, 0), SECOND, NOW, any -> true);
    meter.take(web(10, 0, 0), 2 * SECOND, NOW, any -> true);
    meter.take(web(10, 0, 0), 3 * SECOND, NOW, any -> true);
    assertThat(meter.of(WEB, RS1).cps()).isZero();
  }

  @Test
  void aServerWhoseTrafficIsReadInTurnsHasTheMeanOfItsTurn() {
    Meter turning = new Meter(services -> 20);
    turning.take(web(0, 0, 0), SECOND, NOW, any -> true);
    for (int i = 2; i <= 20; i++) {
      turning.take(web(0, 0, 0), i * SECOND, NOW, any -> true);
    }
    turning.take(web(200, 0, 0), 21 * SECOND, NOW, any -> true);
    turning.take(web(200, 0, 0), 22 * SECOND, NOW, any -> true);
    assertThat(turning.of(WEB, RS1).cps()).isEqualTo(10);
    assertThat(turning.of(WEB).cps()).as("services are read each time").isZero();
    turning.take(web(200, 0, 0), 50 * SECOND, NOW, any -> true);
    assertThat(turning.of(WEB, RS1).cps()).isZero();
  }

  @Test
  void remembersTwoMinutesOldestFirst() {
    for (int i = 0; i < 200; i++) {
      meter.take(web((long) i * i, 0, i), (i + 1) * SECOND, NOW.plusSeconds(i), any -> true);
    }
    Series series = meter.series(WEB, RS1);
    assertThat(series.active()).hasSize(120).startsWith(80f, 81f).endsWith(198f, 199f);
    assertThat(series.cps()).endsWith(2 * 198 + 1f - 2, 2 * 199 - 1f);
    assertThat(series.end()).isEqualTo(NOW.plusSeconds(199));
    assertThat(meter.series().active()).isEqualTo(series.active());
  }

  @Test
  void ofManyServersOnlyTheirServicesAreRemembered() {
    for (int i = 1; i < 4; i++) {
      Map<Endpoint, DestinationCounters> many = new HashMap<>();
      for (int port = 1; port <= Meter.FEW + 1; port++) {
        many.put(
            new Endpoint(RS1.address(), port),
            new DestinationCounters(1, 0, new Traffic(i, 0, 0, 0, 0)));
      }
      Statistics large =
          new Statistics(Map.of(WEB, new ServiceCounters(new Traffic(i, 0, 0, 0, 0), many)));
      meter.take(large, i * SECOND, NOW, any -> true);
    }
    assertThat(meter.series(WEB).active()).endsWith(1001f);
    assertThat(meter.series(WEB, new Endpoint(RS1.address(), 1)).active()).isEmpty();
    assertThat(meter.of(WEB, new Endpoint(RS1.address(), 1)).cps()).isEqualTo(1);
  }

  @Test
  void whatIsGoneIsForgotten() {
    meter.take(web(1, 1, 1), SECOND, NOW, any -> true);
    meter.take(new Statistics(Map.of()), 2 * SECOND, NOW, any -> true);
    assertThat(meter.of(WEB)).isEqualTo(Load.NONE);
    assertThat(meter.of(WEB, RS1)).isEqualTo(Load.NONE);
  }
}

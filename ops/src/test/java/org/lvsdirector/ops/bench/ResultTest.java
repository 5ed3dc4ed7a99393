package org.lvsdirector.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultTest {
  private static final long MS = 1_000_000;

  /**
   * A request every 10 ms over ten seconds, but none answered from {@code from} up to {@code to}.
   */
  private static LoadLog outage(long from, long to) {
    List<LoadLog.Request> requests = new ArrayList<>();
    for (long at = 0; at < 10_000; at += 10) {
      boolean lost = at >= from && at < to;
      requests.add(
          new LoadLog.Request(at * MS, (at + (lost ? 900 : 2)) * MS, lost ? "no answer" : null));
    }
    requests.sort((a, b) -> Long.compare(a.end(), b.end()));
    return new LoadLog(requests, 50, List.of("no echo"));
  }

  private static Result result(LoadLog log, long faultAt) {
    return Result.of("x", Fault.CABLE, 1, log, faultAt * MS);
  }

  @Test
  void theGapIsFromTheLastAnswerToTheNext() {
    Result result = result(outage(4_000, 4_300), 4_000);
    assertThat(result.gapMs()).isEqualTo(310);
    assertThat(result.calmMs()).isEqualTo(10);
    assertThat(result.failed()).isEqualTo(30);
    assertThat(result.requests()).isEqualTo(600);
    assertThat(result.broken()).isEqualTo(1);
    assertThat(result.invalid()).isNull();
  }

  @Test
  void nothingHappenedIsTheIntervalOfRequests() {
    assertThat(result(outage(0, 0), 4_000).gapMs()).isEqualTo(10);
  }

  @Test
  void aServiceThatDoesNotComeBackHasAGapToTheEnd() {
    assertThat(result(outage(4_000, 10_000), 4_000).gapMs()).isGreaterThan(6_000);
  }

  @Test
  void aLabThatWasNotStillBeforeTheFaultDoesNotCount() {
    assertThat(result(outage(2_000, 2_010), 4_000).invalid()).contains("before the fault");
  }

  @Test
  void aLogIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    LoadLog log = outage(4_000, 4_100);
    log.write(folder.resolve("log"));
    assertThat(LoadLog.read(folder.resolve("log"))).isEqualTo(log);
  }

  @Test
  void medianAndWorstAreOfTheValidOnesOnly() {
    List<Result> results =
        List.of(
            result(outage(4_000, 4_100), 4_000),
            result(outage(4_000, 4_300), 4_000),
            result(outage(4_000, 4_200), 4_000),
            Result.invalid("x", Fault.CABLE, 4, "no warm-up"));
    Summary summary = Summary.of("x", Fault.CABLE.word(), results);
    assertThat(summary.medianGapMs()).isEqualTo(210);
    assertThat(summary.worstGapMs()).isEqualTo(310);
    assertThat(summary.cell()).isEqualTo("0.21 (0.31) s · 20 (30) · 1 (1)/50 · 1 invalid");
    assertThat(Table.of(List.of("x"), List.of(Fault.CABLE, Fault.STOP), results))
        .contains("| cable pulled", "| graceful stop    | –");
  }
}

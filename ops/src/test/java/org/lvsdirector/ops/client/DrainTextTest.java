package org.lvsdirector.ops.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lvsdirector.drain.DrainStatus;

class DrainTextTest {
  private static DrainStatus drain(
      String phase, boolean inCharge, double pace, long remaining, long closed, String fault) {
    return new DrainStatus(
        "web",
        "172.16.1.135:80",
        phase,
        inCharge,
        412,
        pace,
        remaining,
        pace > 0 ? 31 : -1,
        closed,
        0,
        "hold",
        "kill",
        "ignore",
        fault);
  }

  @Test
  void aLineSaysWhatIsLeftAndWhenItEnds() {
    assertThat(DrainText.line(drain("draining", true, 13.24, 250, 0, "")))
        .isEqualTo(
            "web/172.16.1.135:80  draining  412 left  -13.2/s  expected end in 31s  deadline in"
                + " 4m10s");
    assertThat(DrainText.line(drain("clearing", false, 0, 0, 88, "no daemon listens")))
        .isEqualTo(
            "web/172.16.1.135:80  clearing  412 left  closed 88  moved 0  (as a backup sees it)"
                + "  FAULT no daemon listens");
  }

  @Test
  void theTableHasARowForEach() {
    assertThat(DrainText.table(drain("draining", true, 13.24, -1, 0, "")))
        .isEqualTo(
            """
            SERVICE  SERVER           PHASE     LEFT  A SECOND  EXPECTED  DEADLINE  LEFTOVERS  CLOSED  MOVED  THEN  FAULT
            web      172.16.1.135:80  draining   412  -13.2     31s       -         kill            0      0  hold
            """);
  }
}

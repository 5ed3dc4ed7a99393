package org.lvsdirector.ops.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.failover.FailoverReport;

class FailoversTextTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void aLineForEachTakeOver() {
    FailoverReport death =
        new FailoverReport(
            TIME, "d2", "web", "d1", 7, "silence", 312, 330, 14, 512, 510, 540, 0.9961, "count", 3,
            0, 5, "…");
    FailoverReport unknown =
        new FailoverReport(
            TIME, "d2", "mail", "", 9, "nobody", -1, -1, -1, -1, -1, -1, -1, "unknown", -1, -1, 5,
            "…");
    assertThat(FailoversText.of(List.of(death, unknown), ZoneOffset.UTC))
        .isEqualTo(
            """
            TIME                 GROUP  EPOCH  FROM    TO  CAUSE    DETECTED  VIP    THERE  BEFORE  AFTER  PRESERVED        TCP UNMATCHED  UDP UNMATCHED
            2026-01-02 03:04:05  web        7  d1      d2  silence  330 ms    14 ms  512    510     540    99.6 % by count  ≤ 3            0
            2026-01-02 03:04:05  mail       9  nobody  d2  nobody   -         -      -      -       -      unknown          -              -
            """);
  }

  @Test
  void noneIsSaidToo() {
    assertThat(FailoversText.of(List.of())).contains("nothing");
  }
}

package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private static final Duration LIMIT = Duration.ofMillis(200);

  @Test
  void aPromiseIsKeptOrBrokenAtItsOwnTime() {
    AtomicInteger asked = new AtomicInteger();
    Await.promised("third time", LIMIT, () -> asked.incrementAndGet() == 3);
    assertThat(asked).hasValue(3);
    assertThatThrownBy(() -> Await.promised("never", LIMIT, () -> false))
        .isInstanceOf(LabException.class)
        .hasMessageMatching("(?s)promised within 200 ms, not so after \\d+ ms, .*: never; now:.*");
  }

  @Test
  void whoHasNoProcessorIsGivenTime() throws Exception {
    List<Process> busy = new ArrayList<>();
    try {
      for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(loop());
      }
      Starvation starvation = Starvation.sinceNow();
      assertThat(starvation.nanos()).isLessThan(Duration.ofSeconds(1).toNanos());
      Await.until(
          "one of them has waited",
          Duration.ofSeconds(10),
          () -> starvation.nanos() > Duration.ofMillis(20).toNanos());
    } finally {
      // Not by force: it passes the signal on.
      busy.forEach(Process::destroy);
    }
  }

  private static Process loop() throws IOException {
    return new ProcessBuilder("timeout", "60", "sh", "-c", "while :; do :; done").start();
  }
}

package org.lvsdirector.ops.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.ipvsadm.Arena.Difference;
import org.lvsdirector.ops.lab.Lab;

/**
 * Our command against the real ipvsadm, on one kernel, by random command lines. Other ones by
 * {@code -Dipvsadm.seed=N}, more by {@code -Dipvsadm.sequences=N}.
 */
@Tag("lab")
class IpvsadmLabIT {
  private static final long SEED = Long.getLong("ipvsadm.seed", 1);
  private static final int SEQUENCES = Integer.getInteger("ipvsadm.sequences", 2_000);
  private static final int SHOWN = 5;

  @Test
  void doesWhatTheRealOneDoes() {
    try (Lab lab = Lab.open()) {
      int half = SEQUENCES / 2;
      CompletableFuture<List<String>> first =
          CompletableFuture.supplyAsync(() -> differences(lab, 11, SEED, half));
      List<String> second = differences(lab, 12, SEED + half, SEQUENCES - half);
      assertThat(first.join()).as("differences").isEmpty();
      assertThat(second).as("differences").isEmpty();
    }
  }

  private static List<String> differences(Lab lab, int host, long seed, int count) {
    Arena arena = Arena.start(lab, host);
    List<Sequence> sequences =
        LongStream.range(seed, seed + count).mapToObj(Generator::sequence).toList();
    return arena.differences(sequences).stream()
        .limit(SHOWN)
        .map(arena::shrunk)
        .map(Difference::text)
        .toList();
  }
}

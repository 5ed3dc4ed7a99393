package org.lvsdirector.dataplane.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DumpTurnsTest {
  private final DumpTurns turns = new DumpTurns();

  @Test
  void whoCarriesTrafficIsDumpedWithinTwentyReads() {
    assertThat(distinct(2000, 20, true)).isEqualTo(2000);
    assertThat(due(2000, true)).hasSizeBetween(100, 110);
  }

  @Test
  void whoStandsStillIsDumpedWithinTwoHundred() {
    assertThat(distinct(2000, 199, false)).isEqualTo(1990);
    assertThat(distinct(2000, 1, false)).isEqualTo(10);
  }

  @Test
  void fewAreDumpedMoreOften() {
    assertThat(due(150, false)).hasSize(8);
    assertThat(distinct(150, 19, false)).isEqualTo(150);
    assertThat(due(5, false)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void servicesMayComeAndGo() {
    assertThat(due(0, true)).isEmpty();
    assertThat(due(1000, true)).isNotEmpty();
    assertThat(due(3, true)).containsExactly(0, 1, 2);
    assertThat(due(0, true)).isEmpty();
  }

  private long distinct(int services, int reads, boolean moved) {
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < reads; i++) {
      seen.addAll(due(services, moved));
    }
    return seen.stream().distinct().count();
  }

  /** Whose turn it is at the next read. */
  private List<Integer> due(int services, boolean moved) {
    turns.next(services);
    return IntStream.range(0, services).filter(i -> turns.isDue(i, moved)).boxed().toList();
  }
}

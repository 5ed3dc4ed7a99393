package org.lvsdirector.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Shape WITNESSED = Shape.parse("2+witness", "majority");
  private static final long HOUR = 3_600_000;

  @Test
  void theSameSeedDrawsTheSame() {
    Schedule one = Schedule.draw(WITNESSED, HOUR, 7);
    assertThat(Schedule.draw(WITNESSED, HOUR, 7)).isEqualTo(one);
    assertThat(Schedule.draw(WITNESSED, HOUR, 8)).isNotEqualTo(one);
  }

  @Test
  void whatIsPrintedIsReadBack() {
    for (long seed : LongStream.range(0, 50).toArray()) {
      Schedule schedule = Schedule.draw(WITNESSED, HOUR / 6, seed);
      assertThat(Schedule.parse(schedule.print())).isEqualTo(schedule);
    }
    assertThat(Schedule.parse("# a comment\n\n12.5 freeze d1 0.700 # why\n").steps())
        .containsExactly(new Step(12_500, Kind.FREEZE, "d1", 700));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Schedule.parse("1 melt d1 2")).hasMessageContaining("melt");
    assertThatThrownBy(() -> Schedule.parse("1 freeze d1")).hasMessageContaining("1 freeze d1");
    assertThatThrownBy(() -> Schedule.parse("-1 freeze d1 2")).hasMessageContaining("negative");
    assertThatThrownBy(() -> Shape.parse("2", "majority")).hasMessageContaining("three members");
    assertThatThrownBy(() -> Shape.parse("4", "none")).hasMessageContaining("4");
  }

  @Test
  void everyFaultComesWithinItsLengthOnWhatItIsFor() {
    Schedule schedule = Schedule.draw(WITNESSED, 5 * HOUR, 3);
    assertThat(schedule.steps().stream().map(Step::kind).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Kind.values());
    assertThat(schedule.steps())
        .allSatisfy(
            step -> {
              assertThat(step.length()).isBetween(step.kind().shortest(), step.kind().longest());
              List<String> targets = Tormentor.targets(step);
              assertThat(targets).doesNotHaveDuplicates();
              if (step.kind().victim() == Kind.Victim.DIRECTOR) {
                assertThat(targets).hasSize(1).isSubsetOf("d1", "d2");
              }
            });
  }

  @Test
  void oneMachineIsHurtInOneWayAtATime() {
    List<Step> steps = Schedule.draw(WITNESSED, HOUR, 5).steps();
    for (int i = 0; i < steps.size(); i++) {
      Step one = steps.get(i);
      List<String> targets = Tormentor.targets(one);
      assertThat(steps.subList(i + 1, steps.size()))
          .filteredOn(it -> Tormentor.targets(it).stream().anyMatch(targets::contains))
          .allMatch(it -> it.at() > one.end());
    }
  }

  @Test
  void severalMachinesAreHurtAtOnceNowAndThen() {
    Step[] steps = Schedule.draw(WITNESSED, HOUR, 5).steps().toArray(Step[]::new);
    assertThat(
            Arrays.stream(steps)
                .filter(
                    one ->
                        Arrays.stream(steps)
                            .anyMatch(two -> two.at() > one.at() && two.at() < one.end()))
                .count())
        .isPositive();
  }

  @Test
  void aShapeIsReadBackFromItsOptions() {
    assertThat(WITNESSED.options()).isEqualTo("--directors 2+witness --quorum majority");
    assertThat(WITNESSED.members()).containsExactly("d1", "d2", "w");
    assertThat(WITNESSED.suffice(List.of("d1", "w"))).isTrue();
    assertThat(WITNESSED.suffice(List.of("d1"))).isFalse();
    assertThat(Shape.parse("3+witness", "none").suffice(List.of("w"))).isFalse();
    assertThat(Shape.parse("2", "none").suffice(List.of("d2"))).isTrue();
  }
}

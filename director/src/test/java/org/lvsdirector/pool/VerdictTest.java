package org.lvsdirector.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.Require;

class VerdictTest {
  @ParameterizedTest
  @CsvSource({
    "'',0,UP",
    "U,0,UP",
    "D,0,DOWN",
    "?,0,UNKNOWN",
    "UU,0,UP",
    "UD,0,DOWN",
    "U?,0,UNKNOWN",
    "D?,0,DOWN",
    "UD,1,UP",
    "DD,1,DOWN",
    "D?,1,UNKNOWN",
    "U?,1,UP",
    "UUD,2,UP",
    "UDD,2,DOWN",
    "UD?,2,UNKNOWN",
    "UU?,2,UP",
    "DD?,2,DOWN",
    "UD,5,DOWN",
    "UU,5,UP"
  })
  void asManyAsRequiredMustPass(String checks, int least, HealthState state) {
    List<Verdict> verdicts =
        checks
            .chars()
            .mapToObj(
                letter ->
                    verdict(
                        letter == 'U'
                            ? HealthState.UP
                            : letter == 'D' ? HealthState.DOWN : HealthState.UNKNOWN,
                        "" + (char) letter,
                        null))
            .toList();
    assertThat(Verdict.of(verdicts, new Require(least)).state()).isEqualTo(state);
  }

  @Test
  void theTextIsOfThoseThatDecided() {
    List<Verdict> checks =
        List.of(
            verdict(HealthState.UP, "fine", null),
            verdict(HealthState.DOWN, "refused", null),
            verdict(HealthState.DOWN, "late", null));
    assertThat(Verdict.of(checks, Require.ALL).text()).isEqualTo("refused; late");
    assertThat(Verdict.of(checks, Require.ANY).text()).isEqualTo("fine");
  }

  @Test
  void theMostCautiousWeightCounts() {
    List<Verdict> checks =
        Stream.of(new Weight.Percent(80), new Weight.Exact(30), new Weight.Percent(50))
            .map(weight -> verdict(HealthState.UP, "", weight))
            .toList();
    assertThat(Verdict.of(checks, Require.ALL).weight()).contains(new Weight.Exact(30));
  }

  @Test
  void aShareOfAWeightIsAtLeastOneAndNoneIsNone() {
    assertThat(verdict(HealthState.UP, "", new Weight.Percent(1)).weightOf(3)).isEqualTo(1);
    assertThat(verdict(HealthState.UP, "", new Weight.Percent(0)).weightOf(3)).isZero();
    assertThat(verdict(HealthState.UP, "", new Weight.Percent(50)).weightOf(0)).isZero();
    assertThat(verdict(HealthState.UP, "", new Weight.Percent(65535)).weightOf(65535))
        .isEqualTo(65535);
    assertThat(verdict(HealthState.UP, "", new Weight.Exact(70000)).weightOf(1)).isEqualTo(65535);
  }

  private static Verdict verdict(HealthState state, String text, Weight weight) {
    return new Verdict(state, Optional.ofNullable(weight), text);
  }
}

package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.AdminState;

class OverridesTest {
  private static final Overrides.Target ONE = new Overrides.Target("web", "10.0.0.1:80");
  private static final Overrides.Target TWO = new Overrides.Target("web", "10.0.0.2:80");

  @Test
  void theLastWriterWinsInWhicheverOrderTheyMerge() {
    Overrides a = Overrides.NONE.write("d1", ONE, weight(1)).write("d1", ONE, weight(2));
    Overrides b = Overrides.NONE.write("d2", ONE, weight(3)).write("d2", TWO, weight(4));
    assertThat(a.merge(b)).isEqualTo(b.merge(a));
    assertThat(a.merge(b).of("web", "10.0.0.1:80")).isEqualTo(weight(2));
    assertThat(a.merge(b).of("web", "10.0.0.2:80")).isEqualTo(weight(4));
    Overrides later = a.merge(b).write("d2", ONE, weight(9));
    assertThat(a.merge(later).of("web", "10.0.0.1:80")).isEqualTo(weight(9));
  }

  @Test
  void equalStampsGoByNode() {
    Overrides a = Overrides.NONE.write("d1", ONE, weight(1));
    Overrides b = Overrides.NONE.write("d2", ONE, weight(2));
    assertThat(a.merge(b)).isEqualTo(b.merge(a)).isEqualTo(b);
  }

  @Test
  void aChangeTakenBackStaysTakenBack() {
    Overrides drained = Overrides.NONE.write("d1", ONE, drain());
    Overrides back = drained.write("d1", ONE, ServerOverride.NONE);
    assertThat(back.merge(drained).of("web", "10.0.0.1:80")).isEqualTo(ServerOverride.NONE);
  }

  @Test
  void weightsOutsideTheirRangeAreRefused() {
    assertThatThrownBy(() -> weight(65536)).hasMessageContaining("65536 is not within 0–65535");
  }

  private static ServerOverride weight(int weight) {
    return new ServerOverride(Optional.empty(), Optional.of(weight));
  }

  private static ServerOverride drain() {
    return new ServerOverride(Optional.of(AdminState.DRAIN), Optional.empty());
  }
}

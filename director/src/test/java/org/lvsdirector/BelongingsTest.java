package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Mandate;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.model.Epoch;

class BelongingsTest {
  private static final long START = 1_000_000_000L;
  private static final long LINGER = Belongings.LINGER.toNanos();

  private final Belongings belongings = new Belongings("d1");

  private static Mandates mandate(long epoch, String holder, String from) {
    return Mandates.NONE.with(
        new Mandate(
            new Epoch(epoch), "web", Optional.of(holder), Optional.ofNullable(from), false));
  }

  @Test
  void whatIsHandedOverInOrderIsKeptForAMoment() {
    belongings.update(Set.of("web"), mandate(7, "d1", null), START);
    belongings.update(Set.of("web"), mandate(8, "d2", "d1"), START);
    assertThat(belongings.epoch()).as("no reason to announce").isEqualTo(new Epoch(7));
    belongings.update(Set.of(), mandate(8, "d2", "d1"), START);
    assertThat(belongings.groups(START + LINGER - 1)).containsExactly("web");
    assertThat(belongings.groups(START + LINGER)).isEmpty();
  }

  @Test
  void whatIsTakenAwayIsGoneAtOnce() {
    belongings.update(Set.of("web"), mandate(7, "d1", null), START);
    belongings.update(Set.of(), mandate(8, "d2", null), START);
    assertThat(belongings.groups(START)).isEmpty();
  }

  @Test
  void aPauseLeavesNothingToLingerOn() {
    belongings.update(Set.of("web"), mandate(7, "d1", null), START);
    belongings.update(Set.of(), mandate(8, "d2", "d1"), START);
    belongings.clear();
    assertThat(belongings.groups(START)).isEmpty();
  }

  @Test
  void aNewMandateForTheSameHolderCounts() {
    belongings.update(Set.of("web"), mandate(7, "d1", null), START);
    belongings.update(Set.of("web"), mandate(9, "d1", null), START);
    assertThat(belongings.epoch()).isEqualTo(new Epoch(9));
  }
}

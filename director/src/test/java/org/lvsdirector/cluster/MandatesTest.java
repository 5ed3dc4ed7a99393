package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.Scene.mandate;
import static org.lvsdirector.cluster.Scene.mandates;

import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Epoch;

class MandatesTest {
  private final Mandates own = mandates(mandate(3, "web", "d1"), mandate(5, "mail", "d2"));

  @Test
  void ofEachGroupTheHigherEpochWins() {
    Mandates decided = mandates(mandate(4, "web", null), mandate(2, "mail", "d1"));
    Mandates merged = own.adopt(decided);
    assertThat(merged.of("web")).contains(mandate(4, "web", null));
    assertThat(merged.of("mail")).contains(mandate(5, "mail", "d2"));
    assertThat(merged.highest()).isEqualTo(new Epoch(5));
    assertThat(decided.adopt(own)).isEqualTo(merged);
  }

  @Test
  void hearsayOfNobodyDisplacesNoHolderButRaisesTheEpoch() {
    Mandates heard = own.hear(mandates(mandate(9, "web", null)));
    assertThat(heard.holder("web")).contains("d1");
    assertThat(heard.highest()).isEqualTo(new Epoch(9));
    assertThat(own.hear(mandates(mandate(9, "web", "d3"))).holder("web")).contains("d3");
  }

  @Test
  void atEqualEpochsOwnBeliefStays() {
    assertThat(own.adopt(mandates(mandate(3, "web", "d2"))).holder("web")).contains("d1");
  }

  @Test
  void whoJoinsAnewRemembersOnlyTheEpoch() {
    assertThat(own.forget()).isEqualTo(new Mandates(new Epoch(5), java.util.Map.of()));
  }
}

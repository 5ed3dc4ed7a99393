package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.sync.LoopbackDaemons.IN;
import static org.lvsdirector.sync.LoopbackDaemons.OUT;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.dataplane.ipvs.SyncDaemon.State;
import org.lvsdirector.sync.LoopbackDaemons.Step;

class LoopbackDaemonsTest {
  private static final SyncDaemon FOREIGN = SyncDaemon.of(State.BACKUP, "eth1", 7);

  @Test
  void startsWhatDoesNotRunAndKeepsWhatDoes() {
    assertThat(LoopbackDaemons.decide(OUT, Optional.empty(), it -> false)).isEqualTo(Step.START);
    assertThat(LoopbackDaemons.decide(OUT, Optional.of(OUT), it -> false)).isEqualTo(Step.KEEP);
    // The kernel has filled in the length.
    SyncDaemon running =
        new SyncDaemon(State.BACKUP, "lo", IN.syncId(), 65507, IN.group(), IN.port(), 1);
    assertThat(LoopbackDaemons.decide(IN, Optional.of(running), it -> false)).isEqualTo(Step.KEEP);
  }

  @Test
  void replacesOnlyWhatIsOurs() {
    SyncDaemon old =
        new SyncDaemon(State.MASTER, "lo", OUT.syncId(), 1472, OUT.group(), OUT.port(), 1);
    assertThat(LoopbackDaemons.decide(OUT, Optional.of(old), it -> false)).isEqualTo(Step.REPLACE);
    assertThat(LoopbackDaemons.decide(IN, Optional.of(FOREIGN), it -> true))
        .isEqualTo(Step.REPLACE);
    assertThat(LoopbackDaemons.decide(IN, Optional.of(FOREIGN), it -> false))
        .isEqualTo(Step.REFUSE);
  }

  @Test
  void theRefusalSaysWhichDaemonRunsAndWhatToDo() {
    assertThat(LoopbackDaemons.refusal(FOREIGN))
        .contains("backup on eth1, sync id 7, 224.0.0.81:8848")
        .contains("ipvsadm --stop-daemon backup");
  }
}

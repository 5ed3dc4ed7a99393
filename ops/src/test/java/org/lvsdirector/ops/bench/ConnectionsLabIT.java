package org.lvsdirector.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.lab.Lab;

@Tag("lab")
class ConnectionsLabIT {
  private static final CrowdRun.Size SIZE =
      new CrowdRun.Size(60, Duration.ofMillis(500), Duration.ofSeconds(2));

  @Test
  void noneBreaksThoughTheBackupWasRebootedWhileAllWereIdle() {
    try (Lab lab = Lab.open()) {
      Stage stage = Stage.set(lab, List.of(Mode.DR, Mode.NAT, Mode.FULLNAT));
      Product product = stage.product("relay", "1s");
      Pair pair = new Pair(stage.guests(), stage.client(), product);
      pair.start();
      ConnectionResult result =
          new ConnectionTrial(
                  product,
                  pair,
                  stage.client(),
                  SIZE,
                  Duration.ofSeconds(10),
                  new Evidence(Optional.empty()))
              .measure(Backup.REBOOTED_IDLE, Fault.POWER_CUT, 1, 0);
      assertThat(result.invalid()).isNull();
      assertThat(result.connections()).isEqualTo(60);
      assertThat(result.broken()).isEmpty();
    }
  }
}

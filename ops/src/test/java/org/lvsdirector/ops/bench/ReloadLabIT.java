package org.lvsdirector.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.Namespace;
import org.lvsdirector.ops.lab.RealServer;

@Tag("lab")
class ReloadLabIT {

  @Test
  void aHundredReloadsUnderLoadLoseNoRequestAndResetNoHealth() {
    try (Lab lab = Lab.open()) {
      RealServer rs1 = lab.realServer("rs1", 135).directRouting(Lab.VIP);
      RealServer rs2 = lab.realServer("rs2", 136).directRouting(Lab.VIP);
      Namespace client = lab.namespace("client", 200);
      DirectorPair.Setup setup =
          DirectorPair.Setup.directRouting(List.of(rs1.address(), rs2.address()))
              .withPorts(List.of(80, 7007))
              // This is not about failover: a machine that is short of time must not cause one.
              .withDetect("2s");
      DirectorPair pair = DirectorPair.start(lab, setup);
      Await.until(
          "served", Duration.ofSeconds(20), () -> client.get("http://" + Lab.VIP).startsWith("RS"));
      DirectorProcess master = pair.master();
      try (LoadRun load = LoadRun.start(client, Lab.VIP).awaitWarm()) {
        List<String> before = health(master);
        for (int i = 0; i < 100; i++) {
          master.reload();
        }
        List<String> after = health(master);
        LoadLog log = load.finish();
        assertThat(log.requests()).allMatch(LoadLog.Request::ok);
        assertThat(log.broken()).isEmpty();
        assertThat(after).isEqualTo(before);
        assertThat(pair.master()).isSameAs(master);
      }
    }
  }

  private static List<String> health(DirectorProcess director) {
    return director.status().path("services").findValues("servers").stream()
        .flatMap(servers -> StreamSupport.stream(servers.spliterator(), false))
        .map(ReloadLabIT::line)
        .toList();
  }

  private static String line(JsonNode server) {
    return server.path("address").asText()
        + " "
        + server.path("health").asText()
        + " since "
        + server.path("since").asText();
  }
}

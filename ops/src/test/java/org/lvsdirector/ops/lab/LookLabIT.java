package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a pair tells of a client's connection, and of the take-over that it lives through. */
@Tag("lab")
class LookLabIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CLIENT = Lab.DATA + "200";

  @Test
  void aConnectionIsFoundOnBothNodesAndItsTakeOverIsReported() {
    try (Scene scene = Scene.directRouting(setup -> setup.withPorts(List.of(80, 7007)))) {
      EchoConnection echo = new EchoConnection(scene.client, Lab.VIP);
      DirectorProcess master = scene.pair.master();
      DirectorProcess heir = scene.pair.backup();
      Await.until(
          "both nodes list the connection",
          SOON,
          Duration.ofMillis(200),
          () -> {
            // Told of at latest with the next packets, whatever the settings of the sync are.
            echo.awaitEcho(SOON);
            return connections(heir).size() == 2;
          },
          () -> connections(heir));
      JsonNode here = entry(connections(heir), heir);
      JsonNode there = entry(connections(heir), master);
      assertThat(there.get("origin").asText()).isEqualTo("local");
      assertThat(here.get("origin").asText()).isEqualTo("sync");
      for (String same : List.of("client", "address", "server", "service", "chosenBy")) {
        assertThat(here.get(same)).as(same).isEqualTo(there.get(same));
      }
      assertThat(there.get("state").asText()).isEqualTo("ESTABLISHED");
      assertThat(there.get("chosenBy").asText()).isEqualTo("scheduler rr");
      assertThat(connections(master)).as("the other way round").hasSize(2);

      master.guest().powerCut();
      Await.until("the other holds the VIP", SOON, () -> heir.holds(Lab.VIP));
      echo.awaitEcho(SOON);
      Await.until("the report is there", SOON, () -> ask(heir, "failovers").size() == 1);
      assertReport(ask(heir, "failovers").get(0), master, heir);
      assertThat(lvsDirector(heir, "failovers")).contains("web", "silence");
      assertThat(lvsDirector(heir, "connections --client " + CLIENT + " --server 172.16.1.0/24"))
          .contains(here.get("client").asText())
          .contains("1 configured member(s) are not in the cluster now");
    }
  }

  private static void assertReport(JsonNode report, DirectorProcess dead, DirectorProcess heir) {
    String text = report.get("text").asText();
    assertThat(report.get("node").asText()).isEqualTo(heir.guest().name());
    assertThat(report.get("previous").asText()).isEqualTo(dead.guest().name());
    assertThat(report.get("cause").asText()).as(text).isEqualTo("silence");
    assertThat(report.get("silenceMillis").asLong()).as(text).isBetween(900L, 20_000L);
    assertThat(report.get("detectionMillis").asLong())
        .as(text)
        .isGreaterThanOrEqualTo(report.get("silenceMillis").asLong());
    assertThat(report.get("vipMillis").asLong()).as(text).isBetween(0L, 5000L);
    for (String count : List.of("connectionsThere", "connectionsBefore", "connectionsAfter")) {
      assertThat(report.get(count).asLong()).as(count + ": " + text).isPositive();
    }
    assertThat(report.get("preserved").asDouble()).as(text).isBetween(0.01, 1.0);
    assertThat(report.get("tcpUnmatched").asLong()).as(text).isNotNegative();
    assertThat(heir.log()).contains("failover-report web: " + text);
  }

  private static JsonNode connections(DirectorProcess director) {
    return ask(director, "connections?service=port-7007&client=" + CLIENT).path("connections");
  }

  private static JsonNode entry(JsonNode connections, DirectorProcess director) {
    for (JsonNode entry : connections) {
      if (entry.get("node").asText().equals(director.guest().name())) {
        return entry;
      }
    }
    throw new LabException(director.guest().name() + " has no such entry: " + connections);
  }

  private static JsonNode ask(DirectorProcess director, String path) {
    Output output =
        director.guest().run("curl -sS -m 10 'http://127.0.0.1:8480/api/v1/" + path + "'");
    try {
      return output.ok() ? new ObjectMapper().readTree(output.text()) : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      throw new LabException("no JSON: " + output.text(), e);
    }
  }

  private static String lvsDirector(DirectorProcess director, String arguments) {
    return director.guest().ok(Project.launcher() + " " + arguments);
  }
}

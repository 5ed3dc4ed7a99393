package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.Event;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

class WritesTest {
  private static final String SERVER = "/api/v1/services/web/servers/10.0.0.1:80";

  @TempDir Path folder;
  private Served api;
  private Path audit;

  @BeforeEach
  void serve() throws Exception {
    audit = folder.resolve("audit.jsonl");
    Endpoint any = new Endpoint(Addresses.parse("127.0.0.1").orElseThrow(), 0);
    FakeNode node = new FakeNode();
    node.rows =
        List.of(
            Samples.service("web", "d1", List.of(Samples.server("10.0.0.1:80", "up", "\"one\""))));
    api =
        new Served(
            node,
            new ApiConfig(
                any,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(audit),
                0,
                true));
  }

  @AfterEach
  void close() {
    api.close();
  }

  @Test
  void changeOfWhatWasSeenIsMadeAndAnyOtherRefused() throws Exception {
    String body = "{\"weight\": 5}";
    for (String stale : List.of("\"other\"", "W/\"one\"", "one", "")) {
      var refused = api.ask("PATCH", SERVER, body, "If-Match", stale);
      assertThat(refused.statusCode()).as(stale).isEqualTo(412);
      assertThat(refused.body()).contains("\"key\":\"If-Match\"", "look again");
    }
    var gone = api.ask("PATCH", SERVER.replace("10.0.0.1", "10.0.0.9"), body, "If-Match", "*");
    assertThat(gone.statusCode()).isEqualTo(412);
    assertThat(api.node.asked).isEmpty();
    for (String fresh : List.of("\"one\"", "\"other\", \"one\"", "*")) {
      var made = api.ask("PATCH", SERVER, body, "If-Match", fresh);
      assertThat(made.statusCode()).as(fresh).isEqualTo(204);
      assertThat(made.headers().firstValue("ETag")).hasValue("\"one\"");
    }
    assertThat(api.node.asked).hasSize(3);
  }

  @Test
  void serversAndServicesComeAndGo() throws Exception {
    String servers = "/api/v1/services/web/servers";
    var added = api.ask("POST", servers, "{\"address\": \"10.0.0.9\", \"weight\": 2}");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    assertThat(added.headers().firstValue("Location")).hasValue(servers + "/10.0.0.9%3A80");
    var other =
        api.ask("POST", "/api/v1/services", "{\"name\": \"n\", \"servers\": [{\"x\": \"a: 1\"}]}");
    assertThat(other.statusCode()).as(other.body()).isEqualTo(201);
    assertThat(api.ask("DELETE", SERVER, "", "If-Match", "\"other\"").statusCode()).isEqualTo(412);
    assertThat(api.ask("DELETE", SERVER, "", "If-Match", "\"one\"").statusCode()).isEqualTo(204);
    assertThat(api.ask("DELETE", "/api/v1/services/web", "").statusCode()).isEqualTo(204);
    assertThat(api.node.asked)
        .containsExactly(
            "web {address: 10.0.0.9, weight: 2}",
            "service {name: n, servers: [{x: \"a: 1\"}]}",
            "no server web/10.0.0.1:80",
            "no service web");
    Served.await(() -> Files.exists(audit) && Files.readAllLines(audit).size() == 4);
  }

  @Test
  void whatIsNoSectionIsRefusedByTheKeyAtFault() throws Exception {
    String servers = "/api/v1/services/web/servers";
    var unsound = api.ask("POST", servers, "{\"weight\": \"bad\"}");
    assertThat(unsound.statusCode()).isEqualTo(400);
    assertThat(unsound.body()).contains("\"key\":\"weight\"", "must be otherwise");
    var service = api.ask("POST", "/api/v1/services", "{\"scheduler\": \"bad\"}");
    assertThat(service.body()).contains("\"key\":\"scheduler\"");
    for (String body : List.of("", "{}", "[]", "{", "{\"a\": 1, \"a\": 2}", "{\"a\": 1} x", "7")) {
      var refused = api.ask("POST", servers, body);
      assertThat(refused.statusCode()).as(body).isEqualTo(400);
      assertThat(refused.body()).as(body).contains("must be one JSON object");
    }
  }

  @Test
  void auditTellsWhoChangedWhatAndWhatWasRefused() throws Exception {
    assertThat(api.ask("PATCH", SERVER, "{\"weight\": 5}").statusCode()).isEqualTo(204);
    assertThat(api.ask("POST", "/api/v1/failover", "{\"group\": \"nope\"}").statusCode())
        .isEqualTo(404);
    assertThat(api.ask("PATCH", SERVER, "{\"weight\": 70000}").statusCode()).isEqualTo(400);
    Served.await(() -> Files.exists(audit) && Files.readAllLines(audit).size() == 2);
    JsonNode made = new ObjectMapper().readTree(Files.readAllLines(audit).get(0));
    assertThat(made.get("who").asText()).isEqualTo("anyone");
    assertThat(made.get("address").asText()).isEqualTo("127.0.0.1");
    assertThat(made.get("action").asText()).isEqualTo("PATCH " + SERVER);
    assertThat(made.get("subject").asText()).isEqualTo("web/10.0.0.1:80");
    assertThat(made.get("before").asText()).isEqualTo("weight 1, up");
    assertThat(made.get("after").asText()).contains("5");
    assertThat(made.get("refusal").asText()).isEmpty();
    JsonNode refused = new ObjectMapper().readTree(Files.readAllLines(audit).get(1));
    assertThat(refused.get("refusal").asText()).contains("no VIP group nope");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(audit)))
        .isEqualTo("rw-------");
    List<Event> changes =
        api.node.events.recent(0).stream().filter(it -> it.kind().equals("change")).toList();
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).text()).startsWith("anyone at 127.0.0.1: weight 1, up → ");
  }
}

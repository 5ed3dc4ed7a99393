package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;

class OverviewTest {
  private final FakeNode d1 = new FakeNode("d1");
  private final FakeNode d2 = new FakeNode("d2");
  private Served first;
  private Served second;

  @BeforeEach
  void serve() throws Exception {
    FakeNode.join(d1, d2);
    first = new Served(d1, Optional.empty(), true);
    second = new Served(d2, Optional.empty(), true);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private static JsonNode json(Served api, String path) throws Exception {
    var answer = api.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static List<String> names(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.get("name").asText())
        .toList();
  }

  @Test
  void anyNodeTellsOfAllMembers() throws Exception {
    JsonNode seen = json(second, "/api/v1/cluster");
    assertThat(seen.get("node").asText()).isEqualTo("d2");
    JsonNode other = seen.get("nodes").get(1);
    assertThat(other.get("node").asText()).isEqualTo("d1");
    assertThat(other.get("answer").asText()).isEmpty();
    assertThat(other.get("url").asText()).isEqualTo("http://127.0.0.1:" + first.server.port());
    assertThat(other.get("traffic").get("active").asInt()).isEqualTo(100);
    assertThat(seen.get("traffic").get("active").asInt()).as("of both").isEqualTo(100);
    assertThat(seen.get("groups").get(0).get("leaseLeftMillis").asInt())
        .as("from the master")
        .isEqualTo(4200);
    assertThat(seen.get("series").get("cps").get(1).asDouble()).as("of both").isEqualTo(2);
    assertThat(seen.get("faults").toString()).contains("a fault of d1", "a fault of d2");
    assertThat(seen.get("servers").get("down").asInt()).isEqualTo(1);
  }

  @Test
  void tellsWhereConfigurationsDifferFromEachOtherAndFromTheFile() throws Exception {
    JsonNode same = json(second, "/api/v1/cluster");
    assertThat(same.get("changes").asInt()).isZero();
    assertThat(same.get("differs")).isEmpty();
    d2.configHash = "0123456789abcdef";
    ServerRow light = Samples.server("10.0.0.1:80", "up", "1", "changed");
    ServerRow fresh = Samples.server("10.0.0.2:80", "up", "2", "added");
    d1.rows =
        List.of(
            Samples.service("web", "d1", List.of(light, fresh), "changed"),
            Samples.service("dns", "d1", List.of(fresh), "added"),
            Samples.service("mail", "d1", List.of(), "changed"));
    JsonNode seen = json(first, "/api/v1/cluster");
    assertThat(seen.get("changes").asInt()).isEqualTo(4);
    assertThat(seen.get("differs"))
        .singleElement()
        .extracting(JsonNode::asText)
        .isEqualTo("Configuration files differ, by SHA-256: d2 01234567; d1 cafe");
  }

  @Test
  void aMemberThatIsSilentIsShownAsThat() throws Exception {
    d2.post = (to, letter) -> {};
    JsonNode other = json(second, "/api/v1/cluster").get("nodes").get(1);
    assertThat(other.get("answer").asText()).isEqualTo("d1 did not answer within 700 ms");
    assertThat(other.get("present").asBoolean()).isTrue();
    JsonNode row = json(second, "/api/v1/services").get(0);
    assertThat(row.get("node").asText()).as("whose counters").isEqualTo("d2");
  }

  @Test
  void aMemberThatIsAbsentIsShownByItsAddress() throws Exception {
    d1.others = List.of();
    JsonNode other = json(first, "/api/v1/cluster").get("nodes").get(1);
    assertThat(other.get("node").asText()).isEqualTo("192.0.2.2:7800");
    assertThat(other.get("present").asBoolean()).isFalse();
  }

  @Test
  void aBackupShowsWhatTheNodeInChargeCounts() throws Exception {
    ServiceRow here = Samples.service("web", "d1");
    d2.rows = List.of(here.with("d1", Samples.load(0), here.servers()));
    JsonNode row = json(second, "/api/v1/services").get(0);
    assertThat(row.get("node").asText()).isEqualTo("d1");
    assertThat(row.get("active").asInt()).isEqualTo(20);
    assertThat(row.get("servers").get(0).get("active").asInt()).isEqualTo(10);
  }

  @Test
  void servicesComeInPagesAndByWhatIsAskedFor() throws Exception {
    List<ServiceRow> rows = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      ServiceRow row = Samples.service("s" + i, "d1");
      rows.add(row.with("d1", Samples.load(i), i % 50 == 0 ? row.servers() : List.of()));
    }
    d1.rows = rows;
    var page = first.get("/api/v1/services?offset=240&limit=20");
    assertThat(page.headers().firstValue("X-Total-Count")).contains("250");
    assertThat(names(new ObjectMapper().readTree(page.body()))).hasSize(10).startsWith("s240");
    assertThat(names(json(first, "/api/v1/services?sort=active&limit=2")))
        .containsExactly("s249", "s248");
    assertThat(names(json(first, "/api/v1/services?name=s7&name=s5&name=nobody")))
        .containsExactly("s5", "s7");
    assertThat(names(json(first, "/api/v1/services?search=10.0.0.2"))).hasSize(5);
    assertThat(names(json(first, "/api/v1/services?search=S24&group=web"))).hasSize(11);
    assertThat(json(first, "/api/v1/services?name=s0&servers=false").get(0).get("servers"))
        .isEmpty();
  }

  @Test
  void whatIsTroubledComesByOneWord() throws Exception {
    d1.rows =
        List.of(
            Samples.service("bad", "d1"),
            Samples.service("good", "d1", List.of(Samples.server("10.0.0.1:80", "up", ""))),
            Samples.service(
                "drains",
                "d1",
                List.of(
                    Samples.server("10.0.0.1:80", "up", ""),
                    Samples.server("10.0.0.2:80", "draining", ""))));
    assertThat(names(json(first, "/api/v1/services?state=troubled")))
        .containsExactly("bad", "drains");
    assertThat(names(json(first, "/api/v1/services?sort=state"))).endsWith("good");
  }

  @Test
  void questionsThatMakeNoSenseNameTheParameter() throws Exception {
    for (String query :
        List.of("offset=-1", "limit=x", "limit=10001", "state=ill", "sort=taste", "servers=2")) {
      var answer = first.get("/api/v1/services?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(Json.read(answer.body(), Problem.class).key())
          .isEqualTo(query.substring(0, query.indexOf('=')));
    }
  }

  @Test
  void aServerIsShownAsEachNodeSeesIt() throws Exception {
    d1.events.emit("server-down", "web/10.0.0.2:80", "refused");
    d1.events.emit("server-down", "web/10.0.0.3:80", "another");
    JsonNode server = json(first, "/api/v1/services/web/servers/10.0.0.2:80");
    assertThat(server.get("seenBy").findValuesAsText("node")).containsExactly("d1", "d2");
    assertThat(server.get("transitions").findValuesAsText("text")).containsExactly("refused");
    assertThat(server.get("service").asText()).isEqualTo("web");
    assertThat(server.get("series").get("cps").get(1).asDouble()).isEqualTo(3);
    assertThat(first.get("/api/v1/services/web/servers/10.0.0.9:80").statusCode()).isEqualTo(404);
    assertThat(first.get("/api/v1/services/nobody").statusCode()).isEqualTo(404);
    assertThat(first.get("/api/v1/services/web").headers().firstValue("ETag"))
        .contains("\"etag-of-web\"");
  }

  @Test
  void largeAnswersArePackedForThoseWhoUnpackThem() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(first.uri("/api/v1/services"))
            .header("Accept-Encoding", "gzip")
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
    try (var in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      assertThat(names(new ObjectMapper().readTree(in))).containsExactly("web");
    }
  }
}

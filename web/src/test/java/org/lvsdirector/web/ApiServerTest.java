package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.Status;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

class ApiServerTest {
  private Served api;

  @BeforeEach
  void serve() throws Exception {
    api = new Served(Optional.empty(), true);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void statusReadsBackAsTheRecord() throws Exception {
    var answer = api.get("/api/v1/status");
    assertThat(Json.read(answer.body(), Status.class)).isEqualTo(api.node.status());
    assertThat(answer.body()).contains("\"startedAt\":\"2026-01-02T03:04:05Z\"");
    assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
  }

  @Test
  void snatPortsAreLookedUpByAddressAndPort() throws Exception {
    assertThat(api.get("/api/v1/snat/192.0.2.11/40001").body())
        .contains("\"client\":\"198.51.100.7:40001\"", "\"service\":\"web\"");
    assertThat(api.get("/api/v1/snat/2001:db8::1/40001").statusCode()).isEqualTo(200);
    for (String path : new String[] {"192.0.2.11/70000", "192.0.2.11/x", "example.com/80"}) {
      var answer = api.get("/api/v1/snat/" + path);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(answer.body()).contains("such as 192.0.2.11/40001");
    }
  }

  @Test
  void probesTellLifeFromReadiness() throws Exception {
    assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
    api.node.ready = false;
    assertThat(api.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(api.get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void patchSetsWeightAndState() throws Exception {
    String path = "/api/v1/services/web/servers/10.0.0.1:80";
    assertThat(api.ask("PATCH", path, "{\"weight\": 5}").statusCode()).isEqualTo(204);
    api.ask("PATCH", path, "{\"state\": \"drain\"}");
    api.ask(
        "PATCH", "/api/v1/services/web/servers/%5B::1%5D:80", "{\"weight\":0,\"state\":\"up\"}");
    assertThat(api.node.asked)
        .containsExactly(
            "set web 10.0.0.1:80 weight 5",
            "set web 10.0.0.1:80 state drain",
            "set web [::1]:80 weight 0 state up");
  }

  @Test
  void aDrainMayHaveADeadlineAndAFateForWhatIsLeft() throws Exception {
    String path = "/api/v1/services/web/servers/10.0.0.1:80";
    String order = "{\"deadline\":\"5m\",\"leftovers\":\"kill\",\"then\":\"remove\"}";
    assertThat(api.ask("PATCH", path, "{\"state\":\"drain\",\"drain\":" + order + "}").statusCode())
        .isEqualTo(204);
    assertThat(api.node.asked)
        .containsExactly(
            "set web 10.0.0.1:80 state drain, deadline PT5M, leftovers kill, then remove");
    assertThat(api.get("/api/v1/drains").body())
        .contains("\"phase\":\"draining\"", "\"connections\":412", "\"expectedSeconds\":31");
  }

  @Test
  void drainsThatMakeNoSenseAreRefusedWithTheReason() throws Exception {
    String path = "/api/v1/services/web/servers/10.0.0.1:80";
    String[][] bodies = {
      {"{\"state\":\"drain\",\"drain\":{\"deadline\":\"5\"}}", "has no unit"},
      {"{\"state\":\"drain\",\"drain\":{\"deadline\":\"32d\"}}", "0s–31d"},
      {"{\"state\":\"drain\",\"drain\":{\"leftovers\":\"kill\"}}", "needs a deadline"},
      {"{\"state\":\"drain\",\"drain\":{\"rate\":0}}", "1–100000"},
      {"{\"state\":\"drain\",\"drain\":{\"fate\":\"kill\"}}", "fate"},
      {"{\"state\":\"up\",\"drain\":{}}", "goes with the state drain only"},
    };
    for (String[] body : bodies) {
      var answer = api.ask("PATCH", path, body[0]);
      assertThat(answer.statusCode()).as(body[0]).isEqualTo(400);
      assertThat(answer.body()).as(body[0]).contains(body[1]);
    }
    assertThat(api.node.asked).isEmpty();
  }

  @Test
  void badBodiesAreAnsweredWithWhatIsWanted() throws Exception {
    String path = "/api/v1/services/web/servers/10.0.0.1:80";
    String[] bodies = {
      "",
      "nonsense",
      "null",
      "{}",
      "{\"weight\":65536}",
      "{\"weight\":-1}",
      "{\"wait\":1}",
      "{\"state\":\"gone\"}",
      "{\"weight\":99999999999}",
      "[1]"
    };
    for (String body : bodies) {
      var answer = api.ask("PATCH", path, body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.body()).as(body).contains("\"weight\\\": 0–65535");
    }
    assertThat(api.ask("POST", "/api/v1/failover", "{}").body()).contains("name of a VIP group");
    assertThat(api.node.asked).isEmpty();
  }

  @Test
  void failuresBecomeProblemsByTheirKind() throws Exception {
    assertThat(
            api.ask("POST", "/api/v1/failover", "{\"group\":\"web\",\"to\":\"d2\"}").statusCode())
        .isEqualTo(204);
    var unknown = api.ask("POST", "/api/v1/failover", "{\"group\":\"mail\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("there is no VIP group mail");
    var refused = api.ask("POST", "/api/v1/reload", "");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("d1.yaml:3:1: nod: there is no such key");
    assertThat(api.get("/api/v1/nothing").body()).contains("openapi.json lists what there is");
    assertThat(api.ask("DELETE", "/api/v1/status", "").statusCode()).isEqualTo(405);
  }

  @Test
  void changesAreSaved() throws Exception {
    var saved = api.ask("POST", "/api/v1/config/save", "");
    assertThat(saved.statusCode()).isEqualTo(204);
    assertThat(api.node.asked).contains("save");
  }

  @Test
  void configIsShownAndPlanned() throws Exception {
    assertThat(api.get("/api/v1/config").body()).isEqualTo("node: d1\n");
    assertThat(api.ask("POST", "/api/v1/plan", "node: d2").body())
        .isEqualTo("{\"changes\":[\"read 8\"]}\n");
    assertThat(api.ask("POST", "/api/v1/plan", "x".repeat((1 << 20) + 1)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void takenPortIsNamedWithWhatToDo() throws Exception {
    Vertx vertx = Vertx.vertx();
    InetAddress loopback = Addresses.parse("127.0.0.1").orElseThrow();
    try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
      Endpoint listen = new Endpoint(loopback, taken.getLocalPort());
      assertThatThrownBy(() -> deploy(vertx, new ApiConfig(listen, Optional.empty(), false)))
          .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
          .hasMessageContaining("api.listen");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void refusesToBeOpenToStrangers() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Endpoint everywhere = new Endpoint(Addresses.parse("0.0.0.0").orElseThrow(), 0);
      assertThatThrownBy(() -> deploy(vertx, new ApiConfig(everywhere, Optional.empty(), false)))
          .hasMessageContaining("open to everyone")
          .hasMessageContaining("api.tokens-file");
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static void deploy(Vertx vertx, ApiConfig config) throws Exception {
    vertx.deployVerticle(new ApiServer(new FakeNode(), config)).await(10, TimeUnit.SECONDS);
  }
}

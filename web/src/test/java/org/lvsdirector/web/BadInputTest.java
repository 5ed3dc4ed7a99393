package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is said in a sentence, and nothing is changed by it. */
class BadInputTest {
  private static final String SERVER = "/api/v1/services/web/servers/10.0.0.1:80";
  private Served api;

  @BeforeEach
  void serve() throws Exception {
    api = new Served(Optional.empty(), true);
  }

  @AfterEach
  void close() {
    api.close();
    assertThat(api.node.asked).isEmpty();
  }

  private static Problem problem(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).doesNotContain("org.lvsdirector", "java.", "jackson", "\\tat ");
    Problem problem = Json.read(answer.body(), Problem.class);
    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.detail()).isNotBlank();
    return problem;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"weight\":1,\"wait\":1}            | wait       | no key 'wait'",
        "{\"weight\":\"1\"}                   | weight     | 'weight' has a value",
        "{\"weight\":1.5}                     | weight     | 'weight' has a value",
        "{\"weight\":true}                    | weight     | 'weight' has a value",
        "{\"weight\":[1]}                     | weight     | 'weight' has a value",
        "{\"weight\":-1}                      | weight     | 0–65535",
        "{\"weight\":65536}                   | weight     | 0–65535",
        "{\"weight\":99999999999}             | weight     | 'weight' has a value",
        "{\"state\":1}                        | state      | 'state' has a value",
        "{\"state\":\"gone\"}                 | state      | 'state' has a value",
        "{\"state\":\"drain\",\"drain\":{\"rate\":\"x\"}}     | drain.rate     | 'drain.rate' has",
        "{\"state\":\"drain\",\"drain\":{\"fate\":1}}         | drain.fate     | 'drain.fate'",
        "{\"state\":\"drain\",\"drain\":{\"deadline\":\"5\"}} | drain.deadline | no unit",
        "{\"state\":\"drain\",\"drain\":{\"rate\":0}}         | drain          | 1–100000",
        "{\"state\":\"up\",\"drain\":{}}      | drain      | state drain only",
      })
  void keyAtFaultIsNamed(String body, String key, String word) throws Exception {
    Problem problem = problem(api.ask("PATCH", SERVER, body), 400);
    assertThat(problem.key()).isEqualTo(key);
    assertThat(problem.detail()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nonsense",
        "{",
        "{\"weight\":",
        "{\"weight\":1}}",
        "{\"weight\":1}{\"weight\":2}",
        "{\"weight\":1,\"weight\":2}",
        "{'weight':1}",
        "[]",
        "\"weight\"",
        "1",
        "null",
        "\u0000",
        "{\"weight\":1}\u0000"
      })
  void whatIsNoJsonObjectIsRefusedWithWhatIsWanted(String body) throws Exception {
    assertThat(problem(api.ask("PATCH", SERVER, body), 400).detail())
        .contains("\"weight\": 0–65535");
    assertThat(problem(api.ask("POST", "/api/v1/failover", body), 400).detail())
        .contains("name of a VIP group");
    assertThat(problem(api.ask("POST", "/api/v1/session", body), 400).detail())
        .contains("a token of api.tokens-file");
  }

  @Test
  void nestingThatIsDeeperThanAnyStackIsRefused() throws Exception {
    problem(api.ask("PATCH", SERVER, "{\"drain\":".repeat(50_000)), 400);
    problem(api.ask("PATCH", SERVER, "[".repeat(500_000)), 400);
  }

  @Test
  void bodyOverTheLimitIsNotTakenWhetherItsLengthIsToldOrNot() throws Exception {
    String padded = "{\"weight\": 5" + " ".repeat(1 << 20) + "}";
    assertThat(problem(api.ask("PATCH", SERVER, padded), 413).detail()).contains("1 MiB");
    problem(api.ask("POST", "/api/v1/failover", padded), 413);
    String[] head = {
      "PATCH " + SERVER + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked"
    };
    try (var socket = api.raw(head)) {
      byte[] chunk =
          ("10000\r\n" + " ".repeat(1 << 16) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i <= 16; i++) {
        socket.getOutputStream().write(chunk);
      }
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void nameThatNobodyHasIsNotFound() throws Exception {
    assertThat(problem(api.get("/api/v1/services/nobody"), 404).detail()).contains("nobody");
    assertThat(problem(api.get("/api/v1/services/web/servers/10.9.9.9:1"), 404).detail())
        .contains("web", "10.9.9.9:1");
    problem(api.get("/api/v2/status"), 404);
    problem(api.ask("PUT", SERVER, "{\"weight\":1}"), 405);
  }

  /** What a form or a script on a stranger's page can have a browser send without asking first. */
  @Test
  void postFromAnotherSiteIsRefused() throws Exception {
    for (String origin : List.of("http://evil.example", "https://localhost.evil.example", "null")) {
      for (String type :
          List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
        for (String path : List.of("failover", "reload", "session", "plan")) {
          List<String> lines =
              List.of(
                  "POST /api/v1/" + path + " HTTP/1.1",
                  "Host: localhost:" + api.server.port(),
                  "Origin: " + origin,
                  "Content-Type: " + type,
                  "Content-Length: 15",
                  "Connection: close",
                  "",
                  "{\"group\":\"web\"}");
          try (var socket = api.raw(lines.toArray(String[]::new))) {
            String answer =
                new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 403").contains("\"key\":\"Origin\"");
          }
        }
      }
    }
  }

  @Test
  void headerThatTriesToBeTwoIsRefusedOrTakenAsOne() throws Exception {
    List<String> heads = new ArrayList<>();
    heads.add("GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 2");
    heads.add(
        "POST /api/v1/reload HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5");
    heads.add("GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000));
    heads.add("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost");
    heads.add("GET /api/v1/status HTTP/1.1");
    heads.add("nonsense");
    for (String head : heads) {
      try (var socket = api.raw(head + "\r\nConnection: close")) {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String start = head.substring(0, Math.min(80, head.length()));
        assertThat(answer).as(start).matches("(?s)(HTTP/1.[01] 4\\d\\d .*)?");
        assertThat(answer).as(start).doesNotContain("\tat ", "Exception");
      }
    }
  }
}

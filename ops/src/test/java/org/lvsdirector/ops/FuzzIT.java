package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.ops.RandomRequests.Shot;
import org.lvsdirector.web.TokensFile;

/**
 * Random requests at every route that a node's API describes, for a minute. {@code -Dfuzz.seed} and
 * {@code -Dfuzz.seconds} try others.
 */
@Tag("lab")
class FuzzIT {
  private static final long SEED = Long.getLong("fuzz.seed", 6);
  private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("fuzz.seconds", 60));
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final Map<Integer, Integer> answers = new TreeMap<>();
  private URI base;
  private String token;
  private String cookie;

  @TempDir Path folder;

  @Test
  void noRequestBreaksTheNodeOrChangesItUnlessItSaysSo() throws Exception {
    SingleNode node = new SingleNode(folder);
    String config = Files.readString(node.file);
    Files.writeString(node.file, config.replace("tokens.yaml", "tokens.yaml, rate-limit: 0"));
    base = URI.create("http://127.0.0.1:" + node.apiPort);
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(Duration.ofMinutes(1), node::isReady, run::output);
      token = new TokensFile(folder.resolve("tokens.yaml")).localSecret().orElseThrow();
      cookie = logIn();
      RandomRequests requests = new RandomRequests(SEED, read("/api/v1/openapi.json"));
      assertThat(requests.routes()).isGreaterThan(20);
      int shots = shoot(requests);
      System.out.printf("fuzzer: seed %d, %d requests, answers %s%n", SEED, shots, answers);
      assertThat(answers).containsKeys(200, 204, 400, 401, 404, 405);
      assertThat(node.isReady()).isTrue();
      assertThat(run.output()).doesNotContain("\tat ", "Exception", " failed");
    }
  }

  private int shoot(RandomRequests requests) throws Exception {
    long end = System.nanoTime() + LENGTH.toNanos();
    String state = state();
    int shots = 0;
    while (System.nanoTime() < end) {
      Shot shot = requests.next();
      int status = fire(shot);
      shots++;
      answers.merge(status, 1, Integer::sum);
      assertThat(status).as("seed %d: %s", SEED, shot).isBetween(200, 499);
      String now = state();
      if (status >= 300 || shot.method().equals("GET")) {
        assertThat(now).as("seed %d: %s answered %d", SEED, shot, status).isEqualTo(state);
      }
      state = now;
    }
    return shots;
  }

  /** What requests may change. */
  private String state() throws Exception {
    List<String> state = new ArrayList<>();
    for (JsonNode service : read("/api/v1/services")) {
      for (JsonNode server : service.get("servers")) {
        state.add(
            "%s %s %s"
                .formatted(
                    server.get("address"), server.get("configuredWeight"), server.get("state")));
      }
    }
    JsonNode cluster = read("/api/v1/cluster");
    // The node's own word: what it tells of all nodes comes a moment later.
    state.add(read("/api/v1/status").at("/configHash") + cluster.at("/groups/0/master").asText());
    return state.toString();
  }

  /** A session asks without the token, of which the shots may have guessed too often. */
  private String logIn() throws Exception {
    HttpRequest request = to("POST", "/api/v1/session", "{\"token\":\"" + token + "\"}").build();
    return http.send(request, BodyHandlers.discarding())
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";", 2)[0];
  }

  private JsonNode read(String path) throws Exception {
    HttpRequest request = to("GET", path, "").header("Cookie", cookie).build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder to(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(ANSWER)
        .method(method, BodyPublishers.ofString(body));
  }

  /** Sends a request, of whose answer a stream may never end; the status. */
  private int fire(Shot shot) throws Exception {
    HttpRequest.Builder request =
        to(shot.method(), shot.path(), shot.body()).header("Content-Type", shot.type());
    if (shot.asSomebody()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() >= 400 && !shot.method().equals("HEAD")) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer.headers().firstValue("Content-Type"))
            .as("seed %d: %s: %s", SEED, shot, text)
            .hasValue("application/problem+json");
        assertThat(JSON.readTree(text).path("detail").asText()).as(shot.toString()).isNotBlank();
      }
    }
    return answer.statusCode();
  }
}

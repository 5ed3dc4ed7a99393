package org.lvsdirector.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests at random for every route of an OpenAPI text, most of them almost right. */
final class RandomRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> METHODS =
      List.of("GET", "PUT", "POST", "HEAD", "OPTIONS", "TRACE", "PATCH", "DELETE");
  private static final List<String> LIKELY =
      List.of("web", "127.0.0.1:9", "d1", "up", "drain", "down", "1", "5m", "hold", "kill", "*");

  /** What has been too much for one parser or another. */
  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "-1",
          "65536",
          "1e9",
          "1.5",
          "99999999999999999999",
          "٣",
          "true",
          "null",
          "-5m",
          "..",
          "../..",
          "/",
          "%",
          "%2e%2e%2f",
          "%00",
          "\u0000",
          "\n",
          "\r\nX: y",
          "漢",
          "\ud83d\ude00",
          "'",
          "\"",
          "\\",
          "{",
          "[",
          "<script>",
          "::1",
          "[::]:0",
          "0.0.0.0/0",
          "d1-1:1,d1-2:2",
          "x".repeat(3000));

  private static final List<String> KEYS =
      List.of(
          "weight",
          "state",
          "drain",
          "deadline",
          "then",
          "leftovers",
          "templates",
          "rate",
          "group",
          "to",
          "force",
          "token",
          "extra",
          "");

  private final Random random;
  private final List<Route> routes = new ArrayList<>();

  /**
   * For what an OpenAPI text describes; one seed always makes the same requests.
   *
   * @param openApi the text as a value
   */
  RandomRequests(long seed, JsonNode openApi) {
    random = new Random(seed);
    for (var path : openApi.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        List<String> query = new ArrayList<>();
        for (JsonNode each : method.getValue().path("parameters")) {
          if (each.path("in").asText().equals("query")) {
            query.add(each.get("name").asText());
          }
        }
        routes.add(new Route(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), query));
      }
    }
  }

  private record Route(String method, String path, List<String> query) {}

  /**
   * A request.
   *
   * @param path with the query
   * @param type of the body
   * @param asSomebody whether with a token
   */
  record Shot(String method, String path, String type, String body, boolean asSomebody) {}

  int routes() {
    return routes.size();
  }

  Shot next() {
    Route route = one(routes);
    String method = chance(20) ? one(METHODS) : route.method();
    String body = route.method().equals("GET") && !chance(4) ? "" : body();
    String type = chance(3) ? "text/" + random.nextInt(3) : "application/json";
    return new Shot(method, path(route), type, body, !chance(8));
  }

  private String path(Route route) {
    StringBuilder path = new StringBuilder();
    for (String part : route.path().substring(1).split("/", -1)) {
      path.append('/').append(part.startsWith("{") ? value(part) : part);
    }
    char separator = '?';
    for (String name : route.query()) {
      if (chance(3)) {
        path.append(separator).append(name).append('=').append(encoded(text()));
        separator = '&';
      }
    }
    return path.toString();
  }

  private String value(String parameter) {
    if (chance(3)) {
      return encoded(text());
    }
    return switch (parameter) {
      case "{service}" -> "web";
      case "{server}" -> "127.0.0.1:9";
      default -> encoded(one(LIKELY));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Often JSON, now and then cut off or with a character changed. */
  private String body() {
    String text = chance(12) ? text() : object(3);
    if (!chance(6) || text.isEmpty()) {
      return text;
    }
    int at = random.nextInt(text.length());
    return chance(2)
        ? text.substring(0, at)
        : text.substring(0, at) + (char) random.nextInt(256) + text.substring(at + 1);
  }

  private String object(int depth) {
    List<String> pairs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      pairs.add('"' + one(KEYS) + "\":" + json(depth - 1));
    }
    return "{" + String.join(",", pairs) + "}";
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> Integer.toString(random.nextInt(100));
      case 1 -> Double.toString(random.nextDouble() * 1e15);
      case 2 -> one(List.of("true", "false", "null"));
      case 6 -> object(depth);
      case 7 -> "[" + json(depth - 1) + "]";
      default -> JSON.valueToTree(text()).toString();
    };
  }

  private String text() {
    return chance(2) ? one(LIKELY) : one(ODD);
  }

  private boolean chance(int oneOf) {
    return random.nextInt(oneOf) == 0;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}

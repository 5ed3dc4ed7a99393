package org.lvsdirector.connections;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * Which connections are asked for.
 *
 * @param client where they come from; empty = from anywhere
 * @param server where they go to; empty = to any
 * @param service name of a virtual service, or its address as clients know it; empty = any
 * @param limit how many at most, in the order of their {@link Tuple}s; 0 = all, in no order
 * @param longest how long each node may read its table, 1 s to 1 h
 * @param after only those behind this place in the order, unsigned; empty = from the beginning
 */
public record ConnectionQuery(
    Optional<EndpointFilter> client,
    Optional<EndpointFilter> server,
    Optional<String> service,
    int limit,
    Duration longest,
    OptionalLong after) {
  /** The greatest limit but 0. */
  public static final int MOST = 10_000;

  private static final int WITHIN_SECONDS = 60;
  private static final int MOST_SECONDS = 3600;
  private static final int CURSOR_DIGITS = 16;
  private static final Set<String> KEYS =
      new TreeSet<>(Set.of("client", "server", "service", "limit", "within", "cursor"));

  /**
   * Reads it from words by name: client, server, service, limit, within (seconds), cursor.
   *
   * @param limit where there is none
   * @throws IllegalArgumentException with a sentence that says what would be right
   */
  public static ConnectionQuery of(Map<String, String> words, int limit) {
    for (String key : words.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "There is no parameter %s; there are %s.".formatted(key, String.join(", ", KEYS)));
      }
    }
    return new ConnectionQuery(
        filter(words, "client"),
        filter(words, "server"),
        Optional.ofNullable(words.get("service")).map(ConnectionQuery::service),
        words.containsKey("limit") ? limit(words.get("limit")) : limit,
        Duration.ofSeconds(
            words.containsKey("within") ? seconds(words.get("within")) : WITHIN_SECONDS),
        words.containsKey("cursor") ? cursor(words.get("cursor")) : OptionalLong.empty());
  }

  private static Optional<EndpointFilter> filter(Map<String, String> words, String key) {
    return Optional.ofNullable(words.get(key))
        .map(
            text ->
                EndpointFilter.parse(text)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "%s must be an address, a network or an address with a port, such as 10.0.0.1, 10.0.0.0/24, 10.0.0.1:80 or [2001:db8::1]:80, not %s."
                                    .formatted(key, text))));
  }

  private static String service(String text) {
    if (!text.matches("[^\\p{Cntrl}]{1,255}")) {
      throw new IllegalArgumentException(
          "service must be the name of a virtual service or its address, such as 192.0.2.1:80.");
    }
    return text;
  }

  private static int limit(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MOST) {
      throw new IllegalArgumentException(
          "limit must be 1 to %d, or 0 for all, not %s.".formatted(MOST, text));
    }
    return Integer.parseInt(text);
  }

  private static int seconds(String text) {
    boolean fits = text.matches("\\d{1,4}");
    if (!fits || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_SECONDS) {
      throw new IllegalArgumentException(
          "within must be 1 to %d seconds, not %s.".formatted(MOST_SECONDS, text));
    }
    return Integer.parseInt(text);
  }

  private static OptionalLong cursor(String text) {
    if (!text.matches("[0-9a-f]{" + CURSOR_DIGITS + "}")) {
      throw new IllegalArgumentException(
          "cursor must be that of the answer before, 16 hexadecimal digits, not " + text + ".");
    }
    return OptionalLong.of(Long.parseUnsignedLong(text, 16));
  }

  /** A place in the order, as {@link #of} reads it. */
  static String cursor(long place) {
    return "%016x".formatted(place);
  }

  /** The words that {@link #of} would make it of, one {@code name=value} a line. */
  String text() {
    StringJoiner text = new StringJoiner("\n");
    client.ifPresent(filter -> text.add("client=" + filter));
    server.ifPresent(filter -> text.add("server=" + filter));
    service.ifPresent(name -> text.add("service=" + name));
    text.add("limit=" + limit);
    text.add("within=" + longest.toSeconds());
    after.ifPresent(place -> text.add("cursor=" + cursor(place)));
    return text.toString();
  }

  /** What {@link #text} has written; what it says besides is not known here and refused. */
  static ConnectionQuery parse(String text) {
    Map<String, String> words = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int is = line.indexOf('=');
      if (is < 0) {
        throw new IllegalArgumentException("the question has a line without =: " + line);
      }
      words.put(line.substring(0, is), line.substring(is + 1));
    }
    return of(words, 0);
  }
}

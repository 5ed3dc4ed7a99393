package org.lvsdirector.healthcheck.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.healthcheck.text.Regex;

/**
 * Which answers are good.
 *
 * @param statuses status codes that count as success
 * @param body must be found in the answer's first 64 KiB
 * @param json must hold in an answer in JSON of at most 64 KiB
 */
public record Expectation(
    List<StatusRange> statuses, Optional<Regex> body, Optional<JsonMatch> json) {
  /** Copies the list. */
  public Expectation {
    statuses = List.copyOf(statuses);
  }

  /** Any answer with a status from {@code low} to {@code high}. */
  public static Expectation status(int low, int high) {
    return new Expectation(List.of(new StatusRange(low, high)), Optional.empty(), Optional.empty());
  }

  boolean accepts(int status) {
    return statuses.stream().anyMatch(range -> range.contains(status));
  }

  String statusesInWords() {
    return statuses.stream()
        .map(r -> r.low() == r.high() ? "" + r.low() : r.low() + "-" + r.high())
        .collect(Collectors.joining(","));
  }

  /** Status codes from {@code low} to {@code high}, both included; 100–599. */
  public record StatusRange(int low, int high) {
    /** Whether a status code lies within. */
    public boolean contains(int status) {
      return status >= low && status <= high;
    }
  }
}

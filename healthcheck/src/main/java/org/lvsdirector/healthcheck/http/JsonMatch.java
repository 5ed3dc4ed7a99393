package org.lvsdirector.healthcheck.http;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Optional;
import org.lvsdirector.healthcheck.text.Lines;

/**
 * What has to stand at a place in a JSON text.
 *
 * @param pointer the place, e.g. {@code /status} (RFC 6901); was found to be right before
 * @param value as the text writes it, strings without quotes; empty = anything but null and false
 */
public record JsonMatch(String pointer, Optional<String> value) {
  /** What is wrong with a text; empty when nothing is. */
  public Optional<String> fault(String text) {
    Object root;
    try {
      root = Json.decodeValue(text);
    } catch (DecodeException notJson) {
      return Optional.of("the answer is no JSON");
    }
    Object missing = new Object();
    Object found = JsonPointer.from(pointer).queryJsonOrDefault(root, missing);
    if (found == missing) {
      return Optional.of("nothing at " + pointer + " in the answer");
    }
    String shown = found instanceof String it ? it : Json.encode(found);
    boolean good =
        value.isPresent() ? value.get().equals(shown) : found != null && !found.equals(false);
    return good
        ? Optional.empty()
        : Optional.of(
            pointer
                + " is "
                + Lines.shown(shown)
                + value.map(wanted -> ", expected " + wanted).orElse(""));
  }
}

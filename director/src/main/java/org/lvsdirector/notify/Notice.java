package org.lvsdirector.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;

/**
 * An event to be told.
 *
 * @param id of the event on its node
 * @param kind what sort of thing, e.g. {@code server-down}
 * @param subject what it happened to
 * @param text a sentence with the cause and the numbers
 */
public record Notice(long id, Instant time, String node, String kind, String subject, String text) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the API shows it. */
  String json() {
    try {
      return JSON.writeValueAsString(
          JSON.createObjectNode()
              .put("id", id)
              .put("time", time.toString())
              .put("node", node)
              .put("kind", kind)
              .put("subject", subject)
              .put("text", text));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values was not written", impossible);
    }
  }
}

package org.lvsdirector.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.AdminState;

/** The operators' changes as JSON: within the messages of {@link Wire}, and on their own. */
public final class OverridesWire {
  private static final int VERSION = 1;
  private static final String OVERRIDES = "overrides";
  private static final ObjectMapper JSON = new ObjectMapper();

  private OverridesWire() {}

  /** All of them as bytes that can be kept. */
  public static byte[] encode(Overrides overrides) {
    ObjectNode root = JSON.createObjectNode().put("v", VERSION);
    write(root, overrides);
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException impossible) {
      throw new IllegalStateException("a tree of plain values was not written", impossible);
    }
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when it is anything else; the message goes on from "the file FILE"
   */
  public static Overrides decode(byte[] bytes) throws IOException {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root == null || root.path("v").asInt() != VERSION) {
        throw new IOException("is of another version than " + VERSION);
      }
      Wire.need(root, OVERRIDES);
      return read(root);
    } catch (JsonProcessingException malformed) {
      throw new IOException("is malformed: " + malformed.getOriginalMessage(), malformed);
    } catch (Wire.WireException malformed) {
      throw new IOException(malformed.getMessage(), malformed);
    } catch (IllegalArgumentException malformed) {
      throw new IOException("is malformed: " + malformed.getMessage(), malformed);
    }
  }

  /** Adds them to a message. */
  static void write(ObjectNode message, Overrides overrides) {
    ArrayNode all = message.putArray(OVERRIDES);
    overrides
        .entries()
        .forEach(
            (target, entry) -> {
              ObjectNode node =
                  all.addObject()
                      .put("service", target.service())
                      .put("server", target.server())
                      .put("counter", entry.counter())
                      .put("node", entry.node());
              entry.value().state().ifPresent(state -> node.put("state", state.name()));
              entry.value().weight().ifPresent(weight -> node.put("weight", weight));
              entry.value().drain().ifPresent(drain -> DrainWire.write(node, drain));
              entry.value().presence().ifPresent(presence -> write(node, presence));
            });
  }

  private static void write(ObjectNode node, Presence presence) {
    if (presence instanceof Presence.Added added) {
      node.put("added", added.section());
    } else {
      node.put("removed", true);
    }
  }

  private static Optional<Presence> presence(JsonNode entry) throws Wire.WireException {
    return entry.path("removed").asBoolean()
        ? Optional.of(new Presence.Removed())
        : Wire.optional(entry, "added").map(Presence.Added::new);
  }

  /** Those in a message. */
  static Overrides read(JsonNode message) throws Wire.WireException {
    Map<Overrides.Target, Overrides.Entry> all = new HashMap<>();
    for (JsonNode entry : message.path(OVERRIDES)) {
      all.put(
          new Overrides.Target(Wire.text(entry, "service"), Wire.text(entry, "server")),
          entry(entry));
    }
    return new Overrides(all);
  }

  private static Overrides.Entry entry(JsonNode entry) throws Wire.WireException {
    ServerOverride value =
        new ServerOverride(
            Wire.optional(entry, "state").map(AdminState::valueOf),
            entry.has("weight")
                ? Optional.of((int) Wire.number(entry, "weight"))
                : Optional.empty(),
            DrainWire.ordered(entry),
            presence(entry));
    return new Overrides.Entry(value, Wire.number(entry, "counter"), Wire.text(entry, "node"));
  }
}

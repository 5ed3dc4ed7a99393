package org.lvsdirector.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.cluster.Wire.WireException;

/** Letters as JSON. */
final class LetterWire {
  private LetterWire() {}

  static void write(ObjectNode root, Letter letter) {
    if (letter instanceof Letter.Question question) {
      root.put("type", "question")
          .put("id", question.id())
          .put("topic", question.topic())
          .put("text", question.text());
    } else if (letter instanceof Letter.Part part) {
      root.put("type", "part")
          .put("id", part.id())
          .put("number", part.number())
          .put("read", part.read())
          .put("last", part.last());
      part.fault().ifPresent(fault -> root.put("fault", fault));
      ArrayNode lines = root.putArray("lines");
      part.lines().forEach(lines::add);
    } else if (letter instanceof Letter.Next next) {
      root.put("type", "next").put("id", next.id()).put("number", next.number());
    } else if (letter instanceof Letter.Enough enough) {
      root.put("type", "enough").put("id", enough.id());
    }
  }

  static Letter.Question question(JsonNode root) throws WireException {
    return new Letter.Question(
        Wire.number(root, "id"), Wire.text(root, "topic"), Wire.text(root, "text"));
  }

  static Letter.Part part(JsonNode root) throws WireException {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : Wire.need(root, "lines")) {
      if (!line.isTextual()) {
        throw new WireException("has no text in lines", null);
      }
      lines.add(line.textValue());
    }
    Optional<String> fault = Wire.optional(root, "fault");
    return new Letter.Part(
        Wire.number(root, "id"),
        count(root),
        lines,
        Wire.number(root, "read"),
        root.path("last").asBoolean(),
        fault);
  }

  static Letter.Next next(JsonNode root) throws WireException {
    return new Letter.Next(Wire.number(root, "id"), count(root));
  }

  static Letter.Enough enough(JsonNode root) throws WireException {
    return new Letter.Enough(Wire.number(root, "id"));
  }

  private static int count(JsonNode root) throws WireException {
    long number = Wire.number(root, "number");
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new WireException("has no part's number in number", null);
    }
    return (int) number;
  }
}

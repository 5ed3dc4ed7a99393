package org.lvsdirector.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;

/**
 * Messages between members as JSON. Unknown fields are ignored, so that members of neighbouring
 * releases understand each other; a change that they could not survive takes a new version.
 */
final class Wire {
  private static final int VERSION = 1;
  private static final String MAC = "([0-9a-f]{2}:){5}[0-9a-f]{2}";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Wire() {}

  static byte[] encode(Message message) {
    ObjectNode root = JSON.createObjectNode().put("v", VERSION);
    if (message instanceof Message.Report report) {
      root.put("type", "report");
      write(root, report);
    } else if (message instanceof Message.Decision decision) {
      root.put("type", "decision");
      write(root.putObject("mandates"), decision.mandates());
    } else if (message instanceof Message.Request request) {
      root.put("type", "request").put("id", request.id()).put("group", request.group());
      root.put("force", request.force());
      request.to().ifPresent(node -> root.put("to", node));
    } else if (message instanceof Message.Answer answer) {
      root.put("type", "answer").put("id", answer.id());
      answer.refusal().ifPresent(text -> root.put("refusal", text));
    } else if (message instanceof Message.Post post) {
      LetterWire.write(root, post.letter());
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of plain values was not written", impossible);
    }
  }

  /** Whether bytes may be one of these messages: no text begins with a negative byte. */
  static boolean isText(byte[] bytes) {
    return bytes.length == 0 || bytes[0] >= 0;
  }

  /** Reads a message; {@link WireException} tells what is wrong with it. */
  static Message decode(String sender, byte[] bytes) throws WireException {
    try {
      JsonNode root = JSON.readTree(bytes);
      if (root == null || root.path("v").asInt() != VERSION) {
        throw new WireException("is of another version than " + VERSION, null);
      }
      String type = text(root, "type");
      return switch (type) {
        case "report" -> report(sender, root);
        case "decision" -> new Message.Decision(mandates(need(root, "mandates")));
        case "request" ->
            new Message.Request(
                number(root, "id"),
                text(root, "group"),
                optional(root, "to"),
                root.path("force").asBoolean());
        case "answer" -> new Message.Answer(number(root, "id"), optional(root, "refusal"));
        case "question" -> new Message.Post(LetterWire.question(root));
        case "part" -> new Message.Post(LetterWire.part(root));
        case "next" -> new Message.Post(LetterWire.next(root));
        case "enough" -> new Message.Post(LetterWire.enough(root));
        default -> throw new WireException("is of the unknown type " + type, null);
      };
    } catch (JsonProcessingException malformed) {
      throw new WireException("is malformed: " + malformed.getOriginalMessage(), malformed);
    } catch (IOException | IllegalArgumentException malformed) {
      throw new WireException("is malformed: " + malformed.getMessage(), malformed);
    }
  }

  private static void write(ObjectNode root, Message.Report message) {
    NodeReport report = message.report();
    root.put("role", report.role().name())
        .put("leaving", report.leaving())
        .put("generation", report.generation());
    ObjectNode groups = root.putObject("groups");
    report.groups().forEach((name, group) -> write(groups.putObject(name), group));
    write(root.putObject("seen"), report.seen());
    ObjectNode holding = root.putObject("holding");
    report.holding().forEach((name, epoch) -> holding.put(name, epoch.value()));
    OverridesWire.write(root, message.overrides());
    DrainWire.write(root, message.drains());
  }

  private static void write(ObjectNode node, GroupReport group) {
    node.put("priority", group.priority())
        .put("preempt", group.preempt())
        .put("able", group.able())
        .put("reason", group.reason())
        .put("healthyServers", group.healthyServers())
        .put("mac", group.mac().orElse(""))
        .put("coverage", group.coverage());
    group.connections().ifPresent(count -> node.put("connections", count));
  }

  private static void write(ObjectNode node, Mandates mandates) {
    node.put("highest", mandates.highest().value());
    ObjectNode groups = node.putObject("groups");
    for (Mandate mandate : mandates.groups().values()) {
      ObjectNode group =
          groups
              .putObject(mandate.group())
              .put("epoch", mandate.epoch().value())
              .put("manual", mandate.manual());
      mandate.holder().ifPresent(holder -> group.put("holder", holder));
      mandate.from().ifPresent(from -> group.put("from", from));
    }
  }

  private static Message report(String sender, JsonNode root) throws WireException {
    Map<String, GroupReport> groups = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : need(root, "groups").properties()) {
      JsonNode group = entry.getValue();
      groups.put(
          entry.getKey(),
          new GroupReport(
              (int) number(group, "priority"),
              group.path("preempt").asBoolean(),
              group.path("able").asBoolean(),
              group.path("reason").asText(),
              (int) number(group, "healthyServers"),
              Optional.of(group.path("mac").asText()).filter(mac -> mac.matches(MAC)),
              group.has("connections")
                  ? OptionalLong.of(number(group, "connections"))
                  : OptionalLong.empty(),
              Math.max(0, Math.min(1, group.path("coverage").asDouble(1)))));
    }
    Map<String, Epoch> holding = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("holding").properties()) {
      holding.put(entry.getKey(), new Epoch(entry.getValue().asLong()));
    }
    NodeReport report =
        new NodeReport(
            sender,
            Role.valueOf(text(root, "role")),
            groups,
            mandates(need(root, "seen")),
            holding,
            root.path("leaving").asBoolean(),
            (int) number(root, "generation"));
    return new Message.Report(report, OverridesWire.read(root), DrainWire.marks(root));
  }

  private static Mandates mandates(JsonNode node) throws WireException {
    Map<String, Mandate> groups = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : need(node, "groups").properties()) {
      JsonNode group = entry.getValue();
      groups.put(
          entry.getKey(),
          new Mandate(
              new Epoch(number(group, "epoch")),
              entry.getKey(),
              optional(group, "holder"),
              optional(group, "from"),
              group.path("manual").asBoolean()));
    }
    return new Mandates(new Epoch(number(node, "highest")), groups);
  }

  static JsonNode need(JsonNode node, String field) throws WireException {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new WireException("lacks the field " + field, null);
    }
    return value;
  }

  static String text(JsonNode node, String field) throws WireException {
    JsonNode value = need(node, field);
    if (!value.isTextual()) {
      throw new WireException("has no text in " + field, null);
    }
    return value.textValue();
  }

  static long number(JsonNode node, String field) throws WireException {
    JsonNode value = need(node, field);
    if (!value.isIntegralNumber()) {
      throw new WireException("has no whole number in " + field, null);
    }
    return value.longValue();
  }

  static Optional<String> optional(JsonNode node, String field) throws WireException {
    return node.has(field) ? Optional.of(text(node, field)) : Optional.empty();
  }

  /** A message that cannot be understood; the text goes on from "a message of NODE". */
  static final class WireException extends Exception {
    WireException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}

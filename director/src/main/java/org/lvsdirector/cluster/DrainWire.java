package org.lvsdirector.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.DrainOrder;

/** Drains within the messages of {@link Wire}. */
final class DrainWire {
  private static final String DRAIN = "drain";
  private static final String DRAINS = "drains";

  private DrainWire() {}

  /** Adds an ordered drain to a server's change. */
  static void write(ObjectNode change, OrderedDrain drain) {
    DrainOrder order = drain.order();
    ObjectNode node =
        change
            .putObject(DRAIN)
            .put("id", drain.id())
            .put("then", order.then().name())
            .put("leftovers", order.leftovers().name())
            .put("templates", order.templates().name())
            .put("rate", order.rate());
    order.deadline().ifPresent(time -> node.put("deadlineMillis", time.toMillis()));
  }

  /** The ordered drain in a server's change, if there is one. */
  static Optional<OrderedDrain> ordered(JsonNode change) throws Wire.WireException {
    if (!change.has(DRAIN)) {
      return Optional.empty();
    }
    JsonNode node = change.get(DRAIN);
    return Optional.of(
        new OrderedDrain(
            Wire.text(node, "id"),
            new DrainOrder(
                millis(node, "deadlineMillis"),
                DrainOrder.Then.valueOf(Wire.text(node, "then")),
                DrainOrder.Leftovers.valueOf(Wire.text(node, "leftovers")),
                DrainOrder.Templates.valueOf(Wire.text(node, "templates")),
                (int) Wire.number(node, "rate"))));
  }

  /** Adds the marks to a report. */
  static void write(ObjectNode report, Map<Overrides.Target, DrainMark> marks) {
    ArrayNode all = report.putArray(DRAINS);
    marks.forEach(
        (target, mark) -> {
          ObjectNode node =
              all.addObject()
                  .put("service", target.service())
                  .put("server", target.server())
                  .put("id", mark.id())
                  .put("over", mark.over());
          mark.remaining().ifPresent(time -> node.put("remainingMillis", time.toMillis()));
        });
  }

  /** The marks in a report; none in one of a release that knows none. */
  static Map<Overrides.Target, DrainMark> marks(JsonNode report) throws Wire.WireException {
    Map<Overrides.Target, DrainMark> marks = new HashMap<>();
    for (JsonNode node : report.path(DRAINS)) {
      marks.put(
          new Overrides.Target(Wire.text(node, "service"), Wire.text(node, "server")),
          new DrainMark(
              Wire.text(node, "id"),
              millis(node, "remainingMillis"),
              node.path("over").asBoolean()));
    }
    return marks;
  }

  private static Optional<Duration> millis(JsonNode node, String field) throws Wire.WireException {
    return node.has(field)
        ? Optional.of(Duration.ofMillis(Wire.number(node, field)))
        : Optional.empty();
  }
}

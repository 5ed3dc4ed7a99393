package org.lvsdirector.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.lvsdirector.model.AdminState;

/** The bodies of requests, read strictly: an unknown property is a mistake of the one who asks. */
final class Bodies {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();
  private static final int HEAVIEST = 65535;

  private Bodies() {}

  /** What is to change of a real server; null = stays. */
  record ServerChange(Integer weight, AdminState state) {
    Optional<Integer> newWeight() {
      return Optional.ofNullable(weight);
    }

    Optional<AdminState> newState() {
      return Optional.ofNullable(state);
    }
  }

  /** Which VIP group is to move, and where to; null = to the best node. */
  record Move(String group, String to) {
    Optional<String> toNode() {
      return Optional.ofNullable(to);
    }
  }

  /** Reads {@code {"weight": 0–65535, "state": "up|drain|down"}}, one of them at least. */
  static ServerChange serverChange(RoutingContext context) {
    String wanted = "{\"weight\": 0–65535, \"state\": \"up|drain|down\"}, or one of the two";
    ServerChange change = read(context, ServerChange.class, wanted);
    boolean empty = change.weight() == null && change.state() == null;
    if (empty || !isWeight(change.newWeight().orElse(0))) {
      throw new IllegalArgumentException("The body must be " + wanted + ".");
    }
    return change;
  }

  /** Reads {@code {"group": …, "to": …}}. */
  static Move move(RoutingContext context) {
    String wanted = "{\"group\": name of a VIP group, \"to\": name of a node, if you care}";
    Move move = read(context, Move.class, wanted);
    if (move.group() == null) {
      throw new IllegalArgumentException("The body must be " + wanted + ".");
    }
    return move;
  }

  private static boolean isWeight(int weight) {
    return weight >= 0 && weight <= HEAVIEST;
  }

  private static <T> T read(RoutingContext context, Class<T> type, String wanted) {
    String text = context.body().asString();
    try {
      T value = text == null ? null : MAPPER.readValue(text, type);
      if (value != null) {
        return value;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The body must be " + wanted + "; " + e.getOriginalMessage() + ".", e);
    }
    throw new IllegalArgumentException("The body must be " + wanted + ".");
  }
}

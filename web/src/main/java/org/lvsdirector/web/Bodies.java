package org.lvsdirector.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.ServerChange;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;

/** The bodies of requests, read strictly: an unknown property is a mistake of the one who asks. */
final class Bodies {
  private static final JsonMapper MAPPER = strict();
  private static final int HEAVIEST = 65535;
  private static final int LONGEST_TOKEN = 1024;

  private Bodies() {}

  /** Nothing is taken for something else: no number for a text, no fraction for a number. */
  private static JsonMapper strict() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** What is to change of a real server; null = stays. */
  private record ServerBody(Integer weight, AdminState state, DrainBody drain) {}

  /** How to drain it; null = as if nobody had said anything. */
  private record DrainBody(
      String deadline,
      DrainOrder.Then then,
      DrainOrder.Leftovers leftovers,
      DrainOrder.Templates templates,
      Integer rate) {
    DrainOrder order(Optional<Duration> deadline) {
      DrainOrder usual = DrainOrder.PLAIN;
      return new DrainOrder(
          deadline,
          Optional.ofNullable(then).orElse(usual.then()),
          Optional.ofNullable(leftovers).orElse(usual.leftovers()),
          Optional.ofNullable(templates).orElse(usual.templates()),
          Optional.ofNullable(rate).orElse(usual.rate()));
    }
  }

  /**
   * Which VIP group is to move, and where to.
   *
   * @param to null = to the best node
   * @param force also to a node that lacks connections
   */
  record Move(String group, String to, boolean force) {
    Optional<String> toNode() {
      return Optional.ofNullable(to);
    }
  }

  /**
   * Reads {@code {"weight": 0–65535, "state": "up|drain|down", "drain": {…}}}, one of the first two
   * at least.
   */
  static ServerChange serverChange(RoutingContext context) {
    String wanted = "{\"weight\": 0–65535, \"state\": \"up|drain|down\"}, or one of the two";
    ServerBody body = read(context, ServerBody.class, wanted);
    Optional<Integer> weight = Optional.ofNullable(body.weight());
    Optional<AdminState> state = Optional.ofNullable(body.state());
    if (weight.isEmpty() && state.isEmpty()) {
      throw new IllegalArgumentException("The body must be " + wanted + ".");
    }
    if (!isWeight(weight.orElse(0))) {
      throw new BadRequest("weight", "The body must be " + wanted + ".");
    }
    Optional<DrainBody> drain = Optional.ofNullable(body.drain());
    Optional<Duration> deadline = drain.map(DrainBody::deadline).map(Bodies::duration);
    try {
      return new ServerChange(weight, state, drain.map(it -> it.order(deadline)));
    } catch (IllegalArgumentException unsound) {
      throw new BadRequest("drain", unsound.getMessage());
    }
  }

  private static Duration duration(String text) {
    try {
      return Durations.between(Duration.ZERO, DrainOrder.LONGEST).parser().parse(text);
    } catch (Refusal refused) {
      throw new BadRequest("drain.deadline", "drain.deadline: " + refused.getMessage() + ".");
    }
  }

  private record TokenBody(String token) {}

  /** Reads {@code {"token": …}}. */
  static String token(RoutingContext context) {
    String wanted = "{\"token\": a token of api.tokens-file}";
    String token = read(context, TokenBody.class, wanted).token();
    if (token == null || token.isEmpty() || token.length() > LONGEST_TOKEN) {
      throw new BadRequest("token", "The body must be " + wanted + ".");
    }
    return token;
  }

  /** Reads {@code {"group": …, "to": …, "force": …}}. */
  static Move move(RoutingContext context) {
    String wanted =
        "{\"group\": name of a VIP group, \"to\": name of a node, if you care,"
            + " \"force\": true where connections may break}";
    Move move = read(context, Move.class, wanted);
    if (move.group() == null) {
      throw new BadRequest("group", "The body must be " + wanted + ".");
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
      throw new BadRequest(key(e), "The body must be " + wanted + "; " + fault(e) + ".");
    }
    throw new IllegalArgumentException("The body must be " + wanted + ".");
  }

  /** Where it is, e.g. {@code drain.rate}; empty where it is not of one key. */
  private static String key(JsonProcessingException e) {
    return e instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."))
        : "";
  }

  /** The library's own words name classes, which mean nothing to those who ask. */
  private static String fault(JsonProcessingException e) {
    String key = key(e);
    if (e instanceof UnrecognizedPropertyException) {
      return "there is no key '" + key + "'";
    }
    if (!key.isEmpty()) {
      return "'" + key + "' has a value that it cannot have";
    }
    JsonLocation at = e.getLocation();
    return e instanceof JsonMappingException || at == null
        ? "it is not one JSON object"
        : "it is no JSON, or has a key twice, at line %d, column %d"
            .formatted(at.getLineNr(), at.getColumnNr());
  }
}

package org.lvsdirector.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;

/** Services and servers in bodies, which have the keys of the configuration file. */
final class Sections {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  // Words that mean the same with and without quotes.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./-]*(:\\d+)?");
  private static final Pattern NULL = Pattern.compile("null|Null|NULL");
  private static final Pattern PLACE =
      Pattern.compile("^services\\[\\d+](\\.servers\\[\\d+])?\\.?");

  private Sections() {}

  /** The body as a configuration file would have it, in brackets on a line. */
  static String of(RoutingContext context, String what) {
    String text = context.body().asString();
    try {
      JsonNode body = text == null ? null : MAPPER.readTree(text);
      if (body != null && body.isObject() && !body.isEmpty()) {
        return written(body);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(sentence(what) + " It is no JSON.", e);
    }
    throw new IllegalArgumentException(sentence(what));
  }

  private static String sentence(String what) {
    return "The body must be one JSON object: " + what + " with the keys of the configuration.";
  }

  private static String written(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> word(field.getKey()) + ": " + written(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(Sections::written)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return node.isTextual() ? word(node.textValue()) : node.toString();
  }

  private static String word(String text) {
    return PLAIN.matcher(text).matches() && !NULL.matcher(text).matches() ? text : Json.write(text);
  }

  /** What is wrong with a section, by the key in it. */
  static BadRequest refusal(ConfigException unsound) {
    String key = key(unsound.faults().get(0));
    return new BadRequest(
        key,
        unsound.faults().stream()
            .map(fault -> (key(fault).isEmpty() ? "" : key(fault) + ": ") + fault.message())
            .collect(Collectors.joining("; ")));
  }

  private static String key(Fault fault) {
    return PLACE.matcher(fault.key()).replaceFirst("");
  }
}

package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Holds values against the JSON Schemas of a description, as far as it uses them. A property that
 * is not described does not match.
 */
final class SchemaCheck {
  private static final Set<String> KNOWN =
      Set.of(
          "type",
          "properties",
          "items",
          "enum",
          "anyOf",
          "format",
          "description",
          "additionalProperties",
          "$ref",
          "minimum",
          "maximum",
          "required",
          "minProperties",
          "default");

  private final JsonNode root;
  private int compared;

  SchemaCheck(JsonNode root) {
    this.root = root;
  }

  int compared() {
    return compared;
  }

  /** Fails with every place that does not match. */
  void matches(String what, JsonNode schema, JsonNode value) {
    List<String> wrong = new ArrayList<>();
    check(what, schema, value, wrong);
    assertThat(wrong).as(what).isEmpty();
  }

  private void check(String at, JsonNode given, JsonNode value, List<String> wrong) {
    compared++;
    JsonNode schema = given.has("$ref") ? root.at(given.get("$ref").asText().substring(1)) : given;
    schema
        .fieldNames()
        .forEachRemaining(word -> assertThat(KNOWN).as("word of a schema at " + at).contains(word));
    if (schema.has("anyOf")) {
      if (elements(schema.get("anyOf")).noneMatch(one -> fits(at, one, value))) {
        wrong.add(at + ": fits none of anyOf: " + value);
      }
      return;
    }
    if (schema.has("enum") && elements(schema.get("enum")).noneMatch(value::equals)) {
      wrong.add(at + ": " + value + " is none of " + schema.get("enum"));
    }
    if (schema.has("type") && !isOfType(schema.get("type"), value)) {
      wrong.add(at + ": " + value + " is no " + schema.get("type"));
      return;
    }
    if (schema.path("format").asText().equals("date-time") && value.isTextual()) {
      Instant.parse(value.asText());
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        check(at + "[" + i + "]", schema.get("items"), value.get(i), wrong);
      }
    }
    value
        .properties()
        .forEach(
            each -> {
              JsonNode property = schema.path("properties").path(each.getKey());
              JsonNode other = schema.path("additionalProperties");
              if (property.isObject() || other.isObject()) {
                check(
                    at + "." + each.getKey(),
                    property.isObject() ? property : other,
                    each.getValue(),
                    wrong);
              } else {
                wrong.add(at + "." + each.getKey() + ": is not described");
              }
            });
  }

  private boolean fits(String at, JsonNode schema, JsonNode value) {
    List<String> wrong = new ArrayList<>();
    check(at, schema, value, wrong);
    return wrong.isEmpty();
  }

  private static boolean isOfType(JsonNode type, JsonNode value) {
    return type.isArray()
        ? elements(type).anyMatch(one -> isOfType(one, value))
        : switch (type.asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "null" -> value.isNull();
          default -> throw new AssertionError("a type unheard of: " + type);
        };
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}

package org.lvsdirector.web.metrics;

import java.util.List;
import java.util.function.Function;

/**
 * Writes metric families in Prometheus' text format. Names begin with {@code lvsdirector_} and end
 * in their unit, which is Prometheus' base unit: seconds, bytes, ratio (0–1).
 *
 * <p>Straight to the text, not by way of meters: of 20,000 servers these would take seconds.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class Families {
  private static final String PREFIX = "lvsdirector_";

  private final StringBuilder text = new StringBuilder(1 << 16);

  /**
   * A thing that is measured.
   *
   * @param labels that tell it from others of its kind, as {@link #labels} makes them
   */
  record Labelled<T>(T of, String labels) {}

  /** The node itself. */
  static <T> List<Labelled<T>> one(T of) {
    return List.of(new Labelled<>(of, ""));
  }

  /** Labels from names and values in turns. */
  static String labels(String... namesAndValues) {
    StringBuilder labels = new StringBuilder("{");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String value = namesAndValues[i + 1];
      labels.append(i == 0 ? "" : ",").append(namesAndValues[i]).append("=\"");
      for (int c = 0; c < value.length(); c++) {
        switch (value.charAt(c)) {
          case '\\' -> labels.append("\\\\");
          case '"' -> labels.append("\\\"");
          case '\n' -> labels.append("\\n");
          default -> labels.append(value.charAt(c));
        }
      }
      labels.append('"');
    }
    return labels.append('}').toString();
  }

  /** A value that goes up and down; null = not known, and left out. */
  <T> void gauge(String name, String help, List<Labelled<T>> of, Function<T, ? extends Number> is) {
    write(name, "gauge", help, of, is);
  }

  /** 1 where something holds, 0 where not. */
  <T> void holds(String name, String help, List<Labelled<T>> of, Function<T, Boolean> does) {
    gauge(name, help, of, it -> does.apply(it) ? 1 : 0);
  }

  /** A value that only grows; the name gets {@code _total}. */
  <T> void counter(
      String name, String help, List<Labelled<T>> of, Function<T, ? extends Number> is) {
    write(name + "_total", "counter", help, of, is);
  }

  /** Texts as labels of a value that is always 1; the name gets {@code _info}. */
  void info(String name, String help, List<String> labels) {
    gauge(name + "_info", help, labels.stream().map(it -> new Labelled<>(1, it)).toList(), n -> n);
  }

  private <T> void write(
      String name,
      String type,
      String help,
      List<Labelled<T>> of,
      Function<T, ? extends Number> is) {
    String whole = PREFIX + name;
    text.append("# HELP ").append(whole).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(whole).append(' ').append(type).append('\n');
    for (Labelled<T> each : of) {
      Number value = is.apply(each.of());
      if (value != null) {
        text.append(whole).append(each.labels()).append(' ');
        if (value instanceof Double fraction) {
          text.append(fraction.doubleValue());
        } else {
          text.append(value.longValue());
        }
        text.append('\n');
      }
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

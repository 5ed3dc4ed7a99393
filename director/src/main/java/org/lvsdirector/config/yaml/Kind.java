package org.lvsdirector.config.yaml;

/**
 * What a scalar may be.
 *
 * @param name for the reference, e.g. {@code duration}
 * @param range for the reference, e.g. {@code 100ms–60s}; empty where the name says all
 */
public record Kind<T>(String name, String range, Parser<T> parser) {
  /** Turns a scalar's text into a value. */
  @FunctionalInterface
  public interface Parser<T> {
    /** The value, or a refusal that says what would be right. */
    T parse(String text) throws Refusal;
  }

  /** Name and range as the reference shows them. */
  public String description() {
    return range.isEmpty() ? name : name + ", " + range;
  }
}

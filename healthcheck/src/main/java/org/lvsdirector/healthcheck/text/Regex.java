package org.lvsdirector.healthcheck.text;

import java.util.regex.Pattern;

/**
 * A regular expression (java.util.regex) as a value: equality is by its text.
 *
 * @param text was found to be right before
 */
public record Regex(String text) {
  /** Compiles it. */
  public Pattern pattern() {
    return Pattern.compile(text);
  }
}

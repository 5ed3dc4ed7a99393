package org.lvsdirector.config.check;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.text.Regex;

/** Texts that several types of check have. */
final class TextKinds {
  private static final int LONGEST_REGEX = 1000;
  private static final int LONGEST = 4096;

  /** Searched for in what a server says. */
  static final Kind<Regex> REGEX =
      new Kind<>(
          "regular expression", "java.util.regex, 1000 characters at most", TextKinds::regex);

  /** Sent to a server, each character a byte. */
  static final Kind<String> BYTES =
      new Kind<>("text", "1–4096 characters up to U+00FF, each of them a byte", TextKinds::bytes);

  /** A word of a command line. */
  static final Kind<String> ARGUMENT =
      Kinds.text(
          "text", "(?s)[^\\x00]{0,4096}", "an argument", "at most 4096 characters without a zero");

  /** Who logs in; no protocol here has a zero in it. */
  static final Kind<String> USER =
      Kinds.text("name", "[^\\p{Cntrl}]{1,253}", "a user's name", "1–253 visible characters");

  private TextKinds() {}

  private static Regex regex(String text) throws Refusal {
    if (text.isEmpty() || text.length() > LONGEST_REGEX) {
      throw new Refusal("the expression has " + text.length() + " characters; write 1–1000");
    }
    try {
      Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new Refusal(
          Words.quote(text)
              + " is not a regular expression: "
              + e.getDescription()
              + " at character "
              + (e.getIndex() + 1));
    }
    return new Regex(text);
  }

  private static String bytes(String text) throws Refusal {
    if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(c -> c > 0xff)) {
      throw new Refusal(
          Words.quote(text) + " cannot be sent; write 1–4096 characters up to U+00FF");
    }
    return text;
  }
}

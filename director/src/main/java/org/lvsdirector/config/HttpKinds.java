package org.lvsdirector.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.http.Expectation.StatusRange;
import org.lvsdirector.healthcheck.text.Regex;

/** What an HTTP check asks and expects. */
final class HttpKinds {
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d{3})(?:\\s*-\\s*(\\d{3}))?\\s*");
  private static final int LONGEST_REGEX = 1000;

  /** The request's target (RFC 9112, origin form). */
  static final Kind<String> PATH =
      Kinds.text(
          "path", "/[!-~]{0,2047}", "a path", "a / and after it visible ASCII, 2048 at most");

  /** The Host field, a port included where wanted. */
  static final Kind<String> HOST =
      Kinds.text(
          "host name",
          "[A-Za-z0-9._:\\[\\]-]{1,253}",
          "a host",
          "letters, digits, dots, dashes, and a port after a colon where needed");

  /** Status codes that mean success. */
  static final Kind<List<StatusRange>> EXPECT =
      new Kind<>("status codes", "such as 200-399 or 200,301-302", HttpKinds::ranges);

  /** What the body must contain. */
  static final Kind<Regex> BODY =
      new Kind<>("regular expression", "java.util.regex, 1000 characters at most", HttpKinds::body);

  private HttpKinds() {}

  /** The name or address alone of a Host field, without brackets. */
  static String withoutPort(String host) {
    int bracket = host.lastIndexOf(']');
    if (bracket > 0) {
      return host.substring(1, bracket);
    }
    int colon = host.indexOf(':');
    return colon > 0 ? host.substring(0, colon) : host;
  }

  private static List<StatusRange> ranges(String text) throws Refusal {
    List<StatusRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part);
      if (!matcher.matches()) {
        throw new Refusal(
            Words.quote(part) + " is no status code; write such as 200, 200-399 or 200,301-302");
      }
      int low = Integer.parseInt(matcher.group(1));
      int high = matcher.group(2) == null ? low : Integer.parseInt(matcher.group(2));
      if (low < 100 || high > 599) {
        throw new Refusal(part.strip() + " is out of range; status codes are 100–599");
      }
      if (low > high) {
        throw new Refusal(part.strip() + " is upside down; write " + high + "-" + low);
      }
      ranges.add(new StatusRange(low, high));
    }
    return ranges;
  }

  private static Regex body(String text) throws Refusal {
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
}

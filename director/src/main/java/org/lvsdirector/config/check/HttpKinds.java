package org.lvsdirector.config.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.http.Expectation.StatusRange;
import org.lvsdirector.healthcheck.http.Request.Header;

/** What an HTTP check asks and expects. */
final class HttpKinds {
  private static final Pattern RANGE = Pattern.compile("\\s*(\\d{3})(?:\\s*-\\s*(\\d{3}))?\\s*");
  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "([!#$%&'*+.^_`|~A-Za-z0-9-]{1,100}):[ \\t]*([\\t -~\\x80-\\xff]{0,2000}?)[ \\t]*");

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

  /** A method, all but CONNECT, whose target is none of ours. */
  static final Kind<String> METHOD =
      Kinds.text(
          "method",
          "(?!CONNECT$)[A-Z]{1,20}",
          "a method of HTTP",
          "capital letters, such as GET, HEAD, POST or OPTIONS");

  /** A field of the head. */
  static final Kind<Header> HEADER = new Kind<>("header", "written Name: value", HttpKinds::header);

  /** Fields that the probe sets itself (RFC 9110, RFC 9112). */
  private static final List<String> OWN =
      List.of("host", "connection", "content-length", "transfer-encoding", "authorization");

  /** A JSON pointer (RFC 6901). */
  static final Kind<String> POINTER =
      Kinds.text(
          "JSON pointer",
          "(?:/(?:[^~/]|~[01])*){0,32}",
          "a JSON pointer",
          "such as /status or /checks/0/state");

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

  private static Header header(String text) throws Refusal {
    Matcher matcher = HEADER_LINE.matcher(text);
    if (!matcher.matches()) {
      throw new Refusal(Words.quote(text) + " is not a header; write such as X-Check: yes");
    }
    if (OWN.contains(matcher.group(1).toLowerCase(Locale.ROOT))) {
      throw new Refusal(matcher.group(1) + " is set by the check itself; see host, content, user");
    }
    return new Header(matcher.group(1), matcher.group(2));
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
}

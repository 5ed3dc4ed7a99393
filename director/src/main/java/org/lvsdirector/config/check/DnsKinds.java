package org.lvsdirector.config.check;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;

/** What a DNS check asks and expects. */
final class DnsKinds {
  private static final Pattern NAME =
      Pattern.compile("\\.|[A-Za-z0-9_*-]{1,63}(?:\\.[A-Za-z0-9_*-]{1,63})*\\.?");
  private static final int LONGEST_NAME = 253;

  /** A domain name, without the dot at the end; the root is empty. */
  static final Kind<String> DOMAIN =
      new Kind<>("domain name", "at most 253 characters", DnsKinds::domain);

  /** A record's data as text. */
  static final Kind<String> ANSWER =
      Kinds.text(
          "record",
          "(?s).{1,1024}",
          "a record",
          "its data, such as 192.0.2.1 or 10 mx.example.com");

  private DnsKinds() {}

  /** A constant that is written as DNS writes it, in either case. */
  static <E extends Enum<E>> Kind<E> constant(Class<E> type, String what) {
    String all =
        Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    return new Kind<>(
        "word",
        "one of " + all,
        text ->
            Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                    () -> new Refusal(Words.quote(text) + " is not " + what + "; one of " + all)));
  }

  private static String domain(String text) throws Refusal {
    if (!NAME.matcher(text).matches() || text.length() > LONGEST_NAME) {
      throw new Refusal(
          Words.quote(text)
              + " is not a domain name; write labels of letters, digits, dashes and"
              + " underscores with dots between them");
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}

package org.lvsdirector.healthcheck.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer to a Digest challenge (RFC 7616), with SHA-256 or MD5, with {@code qop=auth} or none.
 */
final class Digest {
  private static final Pattern PARAMETER =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_*-]*)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  private final Map<String, String> challenge;
  private final String algorithm;

  private Digest(Map<String, String> challenge, String algorithm) {
    this.challenge = challenge;
    this.algorithm = algorithm;
  }

  /**
   * The first challenge that can be answered.
   *
   * @param fields the values of all WWW-Authenticate fields
   */
  static Optional<Digest> of(List<String> fields) {
    for (String field : fields) {
      String stripped = field.strip();
      if (stripped.regionMatches(true, 0, "Digest ", 0, 7) && stripped.length() < 4096) {
        Optional<Digest> usable = parse(stripped.substring(7));
        if (usable.isPresent()) {
          return usable;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Digest> parse(String parameters) {
    Map<String, String> challenge = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(parameters);
    while (matcher.find()) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      challenge.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), value);
    }
    String algorithm = challenge.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
    boolean usable =
        challenge.containsKey("realm")
            && challenge.containsKey("nonce")
            && (algorithm.equals("MD5") || algorithm.equals("SHA-256"))
            && (!challenge.containsKey("qop")
                || List.of(challenge.get("qop").split("\\s*,\\s*")).contains("auth"));
    return usable ? Optional.of(new Digest(challenge, algorithm)) : Optional.empty();
  }

  /**
   * The value of the Authorization field.
   *
   * @param clientNonce a text that was never used before
   */
  String answer(String user, String password, String method, String uri, String clientNonce) {
    String realm = challenge.get("realm");
    String nonce = challenge.get("nonce");
    String a1 = hash(user + ":" + unescaped(realm) + ":" + password);
    String a2 = hash(method + ":" + uri);
    boolean qop = challenge.containsKey("qop");
    String middle = qop ? nonce + ":00000001:" + clientNonce + ":auth" : nonce;
    StringBuilder answer = new StringBuilder("Digest username=\"").append(escaped(user));
    answer.append("\", realm=\"").append(realm);
    answer.append("\", nonce=\"").append(nonce);
    answer.append("\", uri=\"").append(uri);
    answer.append("\", algorithm=").append(algorithm);
    answer.append(", response=\"").append(hash(a1 + ":" + middle + ":" + a2)).append('"');
    if (qop) {
      answer.append(", qop=auth, nc=00000001, cnonce=\"").append(clientNonce).append('"');
    }
    if (challenge.containsKey("opaque")) {
      answer.append(", opaque=\"").append(challenge.get("opaque")).append('"');
    }
    return answer.toString();
  }

  private static String unescaped(String quoted) {
    return quoted.replaceAll("\\\\(.)", "$1");
  }

  private static String escaped(String text) {
    return text.replaceAll("([\"\\\\])", "\\\\$1");
  }

  private String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}

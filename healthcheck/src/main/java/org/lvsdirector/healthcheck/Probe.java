package org.lvsdirector.healthcheck;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a check does to find out whether a server works. */
public sealed interface Probe {
  /**
   * Whether it talks to the target over TCP, so that an idle connection to the same port shows when
   * the server's process ends.
   */
  default boolean overTcp() {
    return true;
  }

  /** Opens a TCP connection and closes it. */
  record Tcp() implements Probe {}

  /**
   * Asks for a page.
   *
   * @param tls whether to speak HTTPS; certificates are verified only where {@code verify} is set
   * @param host the Host header and TLS server name; empty = the server's own address
   * @param expect status codes that count as success
   * @param body must be found in the answer's first 64 KiB; equality is by the pattern's text
   */
  record Http(
      boolean tls,
      boolean verify,
      String path,
      Optional<String> host,
      List<StatusRange> expect,
      Optional<BodyMatch> body)
      implements Probe {
    /** Copies the list. */
    public Http {
      expect = List.copyOf(expect);
    }
  }

  /** Status codes from {@code low} to {@code high}, both included; 100–599. */
  record StatusRange(int low, int high) {
    /** Whether a status code lies within. */
    public boolean contains(int status) {
      return status >= low && status <= high;
    }
  }

  /** A regular expression (java.util.regex) searched for in the body. */
  record BodyMatch(String regex) {
    /** Compiles the expression; it was checked when the configuration was read. */
    public Pattern pattern() {
      return Pattern.compile(regex);
    }
  }
}

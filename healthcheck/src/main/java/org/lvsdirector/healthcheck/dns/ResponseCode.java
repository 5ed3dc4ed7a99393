package org.lvsdirector.healthcheck.dns;

/** How an answer turned out (RFC 1035, 4.1.1). */
public enum ResponseCode {
  /** Well. */
  NOERROR(0),
  /** The server does not understand the question. */
  FORMERR(1),
  /** It failed. */
  SERVFAIL(2),
  /** There is no such name. */
  NXDOMAIN(3),
  /** It does not know how. */
  NOTIMP(4),
  /** It does not want to. */
  REFUSED(5);

  private final int number;

  ResponseCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static String text(int number) {
    for (ResponseCode each : values()) {
      if (each.number == number) {
        return each.toString();
      }
    }
    return "RCODE " + number;
  }
}

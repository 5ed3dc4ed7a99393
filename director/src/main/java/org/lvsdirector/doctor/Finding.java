package org.lvsdirector.doctor;

import java.util.Locale;

/**
 * What was found of one thing.
 *
 * @param subject the thing, e.g. {@code net.ipv4.ip_forward} or {@code 172.16.1.136}
 * @param seen what was seen and, where it is wrong, why that matters
 * @param cure a command, or what else is to be done; empty when all is well
 */
public record Finding(Verdict verdict, String subject, String seen, String cure) {
  /** What became of a check. */
  public enum Verdict {
    OK,
    WRONG,
    /** It could not be examined; the cure says what that takes. */
    UNKNOWN;

    /** The word that begins the line, e.g. {@code wrong}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All is well. */
  public static Finding ok(String subject, String seen) {
    return new Finding(Verdict.OK, subject, seen, "");
  }

  /** Something is wrong. */
  public static Finding wrong(String subject, String seen, String cure) {
    return new Finding(Verdict.WRONG, subject, seen, cure);
  }

  /** It could not be examined. */
  public static Finding unknown(String subject, String reason, String cure) {
    return new Finding(Verdict.UNKNOWN, subject, reason, cure);
  }
}

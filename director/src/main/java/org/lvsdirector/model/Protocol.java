package org.lvsdirector.model;

import java.util.Locale;
import java.util.Optional;

/** Transport protocols that IPVS balances, with their IP protocol numbers (IANA). */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** The protocol field of the IP header. */
  public int number() {
    return number;
  }

  /** The name as the configuration writes it, e.g. {@code tcp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The protocol with this number, if IPVS can balance it. */
  public static Optional<Protocol> ofNumber(int number) {
    for (Protocol protocol : values()) {
      if (protocol.number == number) {
        return Optional.of(protocol);
      }
    }
    return Optional.empty();
  }
}

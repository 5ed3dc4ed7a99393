package org.lvsdirector.healthcheck.dns;

/** Types of resource records (RFC 1035, 3596, 2782) that can be asked for. */
public enum RecordType {
  /** IPv4 address. */
  A(1),
  /** Name server. */
  NS(2),
  /** Alias. */
  CNAME(5),
  /** Start of a zone. */
  SOA(6),
  /** Name of an address. */
  PTR(12),
  /** Mail server. */
  MX(15),
  /** Text. */
  TXT(16),
  /** IPv6 address. */
  AAAA(28),
  /** Server of a service. */
  SRV(33);

  private final int number;

  RecordType(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

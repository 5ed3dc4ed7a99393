package org.lvsdirector.model;

/**
 * How many of a server's checks must pass.
 *
 * @param least that many, or all where there are fewer; 0 = all
 */
public record Require(int least) {
  /** Every one of them. */
  public static final Require ALL = new Require(0);

  /** One of them. */
  public static final Require ANY = new Require(1);

  /** How many of a number of checks. */
  public int of(int checks) {
    return least == 0 ? checks : Math.min(least, checks);
  }

  /** As the configuration writes it. */
  @Override
  public String toString() {
    return least == 0 ? "all" : least == 1 ? "any" : Integer.toString(least);
  }
}

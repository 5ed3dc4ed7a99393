package org.lvsdirector.sync;

/**
 * What share of a holder's connections this node has.
 *
 * @param share 0–1
 * @param total the holder's connections at the last comparison
 * @param missing how many of them were missing then, and were put in
 * @param why why the share is not known, in a sentence; empty when it is
 */
public record Coverage(double share, long total, long missing, String why) {
  /** From here on a node counts as warm. */
  public static final double WARM = 0.999;

  /** Where there is nothing to have: nobody else holds anything. */
  public static final Coverage NOTHING_TO_HAVE = new Coverage(1, 0, 0, "");

  /** Not known. */
  static Coverage unknown(String why) {
    return new Coverage(0, 0, 0, why);
  }

  /** Whether the node could take over without losing connections. */
  public boolean isWarm() {
    return share >= WARM;
  }
}

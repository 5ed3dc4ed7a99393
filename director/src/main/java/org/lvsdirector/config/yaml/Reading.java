package org.lvsdirector.config.yaml;

/**
 * One pass over a file: for which node, what is wrong so far, and how much was read, because a few
 * lines of aliases can stand for billions of sections.
 */
public final class Reading {
  private static final int MAX_STEPS = 250_000;

  private final Source source;
  private final String node;
  private final Complaints complaints;
  private int steps;

  /** Reads for the named node. */
  public Reading(Source source, String node, Complaints complaints) {
    this.source = source;
    this.node = node;
    this.complaints = complaints;
  }

  /** The node whose values count where a key has one for each. */
  public String node() {
    return node;
  }

  Source source() {
    return source;
  }

  Spot spot(Tree at, Trail trail) {
    return Spot.of(complaints, at, trail);
  }

  void step() {
    if (++steps > MAX_STEPS) {
      throw new TooMuch();
    }
  }

  /** The file stands for more than 250,000 sections and list elements. */
  public static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuch() {
      super("the file stands for more than " + MAX_STEPS + " sections; use fewer aliases");
    }
  }
}

package org.lvsdirector.config.yaml;

/** A place in the file that something can be said about. */
public final class Spot {
  private final Complaints complaints;
  private final int line;
  private final int column;
  private final Trail trail;

  private Spot(Complaints complaints, int line, int column, Trail trail) {
    this.complaints = complaints;
    this.line = line;
    this.column = column;
    this.trail = trail;
  }

  static Spot of(Complaints complaints, Tree at, Trail trail) {
    return new Spot(complaints, at.line() + 1, at.column() + 1, trail);
  }

  /** Counted from 1. */
  int line() {
    return line;
  }

  Trail trail() {
    return trail;
  }

  /** Says that something is wrong here. */
  public void fault(String message) {
    complaints.add(line, column, trail.toString(), message);
  }
}

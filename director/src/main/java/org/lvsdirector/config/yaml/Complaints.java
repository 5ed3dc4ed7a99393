package org.lvsdirector.config.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with a file, so that all of it can be told at once. */
public final class Complaints {
  /**
   * One thing wrong.
   *
   * @param line from 1, or 0 for the file as a whole
   * @param column from 1, or 0 for the file as a whole
   * @param key path of the key, or empty
   */
  public record Complaint(int line, int column, String key, String message) {}

  private final Set<Complaint> complaints = new LinkedHashSet<>();

  /** Takes one up; saying the same twice counts once. */
  public void add(int line, int column, String key, String message) {
    complaints.add(new Complaint(line, column, key, message));
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return complaints.isEmpty();
  }

  /** All of them in the file's order. */
  public List<Complaint> sorted() {
    List<Complaint> sorted = new ArrayList<>(complaints);
    sorted.sort(Comparator.comparingInt(Complaint::line).thenComparingInt(Complaint::column));
    return sorted;
  }
}

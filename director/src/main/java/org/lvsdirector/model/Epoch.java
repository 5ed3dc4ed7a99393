package org.lvsdirector.model;

/**
 * The number of a mandate; it only ever grows, and a node acts on the newest it has seen.
 *
 * @param value 0 = before the first mandate
 */
public record Epoch(long value) implements Comparable<Epoch> {
  /** Before the first mandate. */
  public static final Epoch NONE = new Epoch(0);

  /** The epoch after this one. */
  public Epoch next() {
    return new Epoch(value + 1);
  }

  @Override
  public int compareTo(Epoch other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}

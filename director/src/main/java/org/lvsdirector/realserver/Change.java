package org.lvsdirector.realserver;

/**
 * A state that was changed.
 *
 * @param what the thing's name
 * @param from its state before, see {@link Thing}
 * @param to its state after
 */
public record Change(String what, String from, String to) {
  @Override
  public String toString() {
    return what + ": " + from + " -> " + to;
  }
}

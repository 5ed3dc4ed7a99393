package org.lvsdirector.realserver;

/**
 * What is, beside what should be.
 *
 * @param use what asks for it
 * @param what the thing's name
 * @param is its state, see {@link Thing}
 * @param should the state that the use asks for
 */
public record Finding(String use, String what, String is, String should) {
  /** Whether it is as it should be. */
  public boolean ok() {
    return is.equals(should);
  }

  @Override
  public String toString() {
    return ok()
        ? "ok     " + what + ": " + is
        : "wrong  " + what + ": " + is + ", should be " + should;
  }
}

package org.lvsdirector.healthcheck;

/**
 * How the idle connection to a server fares, whose end would show that the server's process ended.
 *
 * @param text for people, e.g. why there is none
 */
public record SentinelStatus(State state, String text) {
  /** None is wanted. */
  public static final SentinelStatus OFF = new SentinelStatus(State.OFF, "");

  /** Whether there is one. */
  public enum State {
    /** None is wanted. */
    OFF,
    /** It is held. */
    HELD,
    /** There is none at the moment. */
    LACKING,
    /** The server closes idle connections; it is checked without one. */
    DISLIKED
  }

  /** In words; empty where none is wanted. */
  public String words() {
    String how =
        switch (state) {
          case OFF -> "";
          case HELD -> "held";
          case LACKING -> "none at the moment";
          case DISLIKED -> "none";
        };
    return text.isEmpty() ? how : how + ": " + text;
  }
}

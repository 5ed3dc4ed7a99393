package org.lvsdirector.peers;

import java.util.Optional;

/** Another node did not answer, or refused to; the message says which and why. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String refusedBy;

  NoAnswerException(String message) {
    super(message);
    refusedBy = null;
  }

  /** A node that answered, but refused. */
  NoAnswerException(String why, String node) {
    super(node + " refuses: " + why);
    refusedBy = node;
  }

  /** The node that answered with a refusal; empty where nothing came. */
  public Optional<String> refusedBy() {
    return Optional.ofNullable(refusedBy);
  }
}

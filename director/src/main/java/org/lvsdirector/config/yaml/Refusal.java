package org.lvsdirector.config.yaml;

/** A text that is no value of its kind; the message says why, and what would be. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  /** Carries a sentence for whoever wrote the file. */
  public Refusal(String message) {
    super(message, null, false, false);
  }
}

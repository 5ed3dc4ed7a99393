package org.lvsdirector.config.yaml;

/** A text is written in a way in which nothing can be changed without rewriting the whole. */
public final class NotEditableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Says why: the end of a sentence. */
  public NotEditableException(String why) {
    super("the configuration file cannot be edited as it is written: " + why);
  }
}

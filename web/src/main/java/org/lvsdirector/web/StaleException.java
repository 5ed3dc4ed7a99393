package org.lvsdirector.web;

/** What the caller has seen is not how it is any more. */
final class StaleException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StaleException(String subject) {
    super(subject + " has changed since it was looked at, or is gone; look again, then decide.");
  }
}

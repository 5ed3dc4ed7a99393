package org.lvsdirector.healthcheck.auth;

/** What came is not what the protocol says. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedException(String message) {
    super(message, null, false, false);
  }
}

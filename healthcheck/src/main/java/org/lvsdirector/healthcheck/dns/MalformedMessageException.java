package org.lvsdirector.healthcheck.dns;

/** A message is not as RFC 1035 says. */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedMessageException(String message) {
    super(message, null, false, false);
  }
}

package org.lvsdirector.dataplane.embedded;

/** A change that the embedded data plane will not or can not make; the message says why. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String reason) {
    super(reason);
  }
}

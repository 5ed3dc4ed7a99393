package org.lvsdirector.ops.ipvsadm.adopt;

/** A change that can not go into the file; the message says what to do instead. */
public final class NotAdopted extends Exception {
  private static final long serialVersionUID = 1L;

  NotAdopted(String message) {
    super(message);
  }
}

package org.lvsdirector.sync.message;

import java.io.IOException;

/** Bytes that are no message of the version that this program knows; the text says why not. */
public final class SyncFormatException extends IOException {
  private static final long serialVersionUID = 1;

  /** With the reason. */
  public SyncFormatException(String message) {
    super(message);
  }
}

package org.lvsdirector.sync;

import java.io.IOException;

/** Bytes that are no message of the version that this program knows; the text says why not. */
public final class SyncFormatException extends IOException {
  private static final long serialVersionUID = 1;

  SyncFormatException(String message) {
    super(message);
  }
}

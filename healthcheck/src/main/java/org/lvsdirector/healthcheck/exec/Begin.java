package org.lvsdirector.healthcheck.exec;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what a program writes, takes all of it, and never waits for more. */
final class Begin implements Closeable {
  private static final int KEPT = 4096;
  private static final int AT_ONCE = 1 << 20;

  private final InputStream in;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[8192];

  Begin(InputStream in) {
    this.in = in;
  }

  /** Takes what is there, a megabyte at most. */
  void take() throws IOException {
    int taken = 0;
    while (taken < AT_ONCE && in.available() > 0) {
      int length = in.read(buffer, 0, Math.min(buffer.length, in.available()));
      if (length < 0) {
        return;
      }
      kept.write(buffer, 0, Math.min(length, KEPT - kept.size()));
      taken += length;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}

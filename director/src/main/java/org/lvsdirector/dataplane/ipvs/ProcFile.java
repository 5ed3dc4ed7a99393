package org.lvsdirector.dataplane.ipvs;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A file of /proc that is read again and again. It tells no size, so the memory for it is kept; and
 * what it said the last time but one is written over if it says as much again.
 */
final class ProcFile {
  // No less than the kernel gives at once, and no more than Java reads without memory of its own.
  private static final int CHUNK = 8192;

  private final File file;
  private byte[] buffer = new byte[CHUNK];
  private byte[] last = {};
  private byte[] lastButOne = {};

  ProcFile(String path) {
    this.file = new File(path);
  }

  /** All that is in it; valid until the next call but one. */
  byte[] read() throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      int length = 0;
      int more = in.read(buffer, 0, CHUNK);
      while (more >= 0) {
        length += more;
        if (buffer.length < length + CHUNK) {
          buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        more = in.read(buffer, length, CHUNK);
      }
      byte[] text = lastButOne.length == length ? lastButOne : new byte[length];
      System.arraycopy(buffer, 0, text, 0, length);
      lastButOne = last;
      last = text;
      return text;
    }
  }
}

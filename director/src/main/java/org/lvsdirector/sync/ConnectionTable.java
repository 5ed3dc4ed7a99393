package org.lvsdirector.sync;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The kernel's connection table by its files in {@code /proc/net}, read as a stream: never more
 * than a piece of it is in memory. Needs no capability. A pass costs the kernel time that grows
 * with the square of the entries, since it looks for its place again every 4 KiB; entries that come
 * or go meanwhile may be missed or seen twice.
 */
public final class ConnectionTable {
  // The namespace of the calling thread; /proc/net would be that of the process's first thread.
  private static final Path CONNECTIONS = Path.of("/proc/thread-self/net/ip_vs_conn");
  private static final Path ORIGINS = Path.of("/proc/thread-self/net/ip_vs_conn_sync");
  private static final int PIECE = 1 << 16;
  private static final int LONGEST_LINE = 1024;

  private ConnectionTable() {}

  /** What is done with each entry. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes an entry.
     *
     * @return whether to go on
     * @throws IOException ends the pass
     */
    boolean visit(ConnectionRow row) throws IOException;
  }

  /** Visits all entries, with persistence engines but without origins. */
  public static void read(Visitor visitor) throws IOException {
    read(CONNECTIONS, visitor);
  }

  /** Visits all entries, with origins but without persistence engines. */
  public static void readOrigins(Visitor visitor) throws IOException {
    read(ORIGINS, visitor);
  }

  /**
   * Visits all entries as {@link #read(Visitor)} does, but rests in between.
   *
   * @param share of the time that reading and visiting may take, above 0, up to 1
   * @return how long they took, in nanoseconds
   */
  static long read(double share, Visitor visitor) throws IOException {
    try (PacedStream paced = new PacedStream(Files.newInputStream(CONNECTIONS), share)) {
      read(paced, visitor);
      return paced.worked();
    }
  }

  private static void read(Path file, Visitor visitor) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      read(in, visitor);
    }
  }

  /**
   * Visits what a text of either form lists.
   *
   * @throws IOException with the line that can not be understood
   */
  static void read(InputStream in, Visitor visitor) throws IOException {
    byte[] buffer = new byte[PIECE + LONGEST_LINE];
    int filled = 0;
    while (true) {
      int read = in.read(buffer, filled, buffer.length - filled);
      if (read < 0) {
        break;
      }
      filled += read;
      int begin = 0;
      for (int end = lineEnd(buffer, begin, filled);
          end >= 0;
          end = lineEnd(buffer, begin, filled)) {
        if (!take(buffer, begin, end, visitor)) {
          return;
        }
        begin = end + 1;
      }
      filled -= begin;
      if (filled > LONGEST_LINE) {
        throw new IOException("the connection table has a line of more than 1024 bytes");
      }
      System.arraycopy(buffer, begin, buffer, 0, filled);
    }
    if (filled > 0) {
      throw new EOFException(
          "the connection table ends in the middle of a line: "
              + new String(Arrays.copyOf(buffer, filled), StandardCharsets.ISO_8859_1));
    }
  }

  private static boolean take(byte[] buffer, int begin, int end, Visitor visitor)
      throws IOException {
    ConnectionLine line = new ConnectionLine(buffer, begin, end);
    return line.isHeading() || visitor.visit(line.row());
  }

  private static int lineEnd(byte[] buffer, int begin, int filled) {
    for (int i = begin; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What waits in the queue of a UDP socket of this network namespace, by /proc/net/udp. */
final class KernelQueue {
  private static final Path PROC = Path.of("/proc/thread-self/net/udp");
  private static final Pattern SPACES = Pattern.compile(" +");

  // Fields from the local address on.
  private static final int QUEUES = 3;
  private static final int DROPS = 11;

  private final String local;
  private final String words;

  /** Of the socket that is bound to this IPv4 address and port. */
  KernelQueue(InetAddress address, int port) {
    int number = ByteBuffer.wrap(address.getAddress()).order(ByteOrder.nativeOrder()).getInt();
    this.local = "%08X:%04X".formatted(number, port);
    this.words = address.getHostAddress() + ":" + port;
  }

  /**
   * What the socket has.
   *
   * @param bytes of memory that the waiting datagrams take
   * @param dropped datagrams that there was no room for, ever
   */
  record State(long bytes, long dropped) {}

  State state() throws IOException {
    return state(Files.readString(PROC, StandardCharsets.ISO_8859_1));
  }

  State state(String text) throws IOException {
    // After the number of the line: whoever sends to this address has it, too, as the other's.
    int at = text.indexOf(": " + local + " ");
    if (at >= 0) {
      String line = text.substring(at + 1, text.indexOf('\n', at)).strip();
      String[] fields = SPACES.split(line, -1);
      long bytes = Long.parseLong(fields[QUEUES].substring(fields[QUEUES].indexOf(':') + 1), 16);
      return new State(bytes, Long.parseLong(fields[DROPS]));
    }
    throw new IOException(
        "no sync daemon of the kernel listens to "
            + words
            + " on lo; a node with sync: relay"
            + " starts it");
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What waits in the queue of a UDP socket of this network namespace, by /proc/net/udp. */
final class KernelQueue {
  private static final Path PROC = Path.of("/proc/thread-self/net/udp");
  private static final int LOCAL = 1;
  private static final int QUEUES = 4;
  private static final int DROPS = 12;

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
    return state(Files.readAllLines(PROC, StandardCharsets.ISO_8859_1));
  }

  State state(List<String> lines) throws IOException {
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length > DROPS && fields[LOCAL].equals(local)) {
        String[] queues = fields[QUEUES].split(":", -1);
        return new State(Long.parseLong(queues[1], 16), Long.parseLong(fields[DROPS]));
      }
    }
    throw new IOException(
        "no sync daemon of the kernel listens to "
            + words
            + " on lo; a node with sync: relay"
            + " starts it");
  }
}

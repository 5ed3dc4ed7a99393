package org.lvsdirector.ops.bench.checks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * When each target was checked, as the wire saw it: the first SYN of each connection to it.
 *
 * @param times by the target's address, in microseconds, in order
 */
record Knocks(Map<Integer, List<Long>> times) {
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;
  private static final int ETHERNET = 14;
  private static final int MICROSECONDS = 0xa1b2c3d4;
  private static final long SECOND = 1_000_000;

  /** Reads a capture of SYNs over IPv4 on Ethernet (pcap-savefile(5), in this machine's order). */
  static Knocks read(Path capture) throws IOException {
    try (FileChannel file = FileChannel.open(capture)) {
      ByteBuffer bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
      return read(bytes.order(ByteOrder.nativeOrder()));
    }
  }

  static Knocks read(ByteBuffer bytes) throws IOException {
    if (bytes.remaining() < FILE_HEADER || bytes.getInt(0) != MICROSECONDS) {
      throw new IOException("no capture with microseconds in this machine's byte order");
    }
    Map<Integer, List<Long>> times = new HashMap<>();
    Map<Integer, Integer> ports = new HashMap<>();
    int at = FILE_HEADER;
    while (at + PACKET_HEADER <= bytes.limit()) {
      int length = bytes.getInt(at + 8);
      int packet = at + PACKET_HEADER;
      if (packet + length > bytes.limit()) {
        break;
      }
      long time = Integer.toUnsignedLong(bytes.getInt(at)) * SECOND + bytes.getInt(at + 4);
      int ip = packet + ETHERNET;
      int tcp = ip + 4 * (bytes.get(ip) & 0xf);
      int target = network(bytes, ip + 16);
      int port = ((bytes.get(tcp) & 0xff) << 8) | (bytes.get(tcp + 1) & 0xff);
      // The same port again is the same SYN again.
      Integer before = ports.put(target, port);
      if (before == null || before != port) {
        times.computeIfAbsent(target, first -> new ArrayList<>()).add(time);
      }
      at = packet + length;
    }
    return new Knocks(times);
  }

  private static int network(ByteBuffer bytes, int at) {
    int value = bytes.getInt(at);
    return bytes.order() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value);
  }

  /** When each target had been checked once; the time of the first check of the last of them. */
  long full() {
    return times.values().stream().mapToLong(it -> it.get(0)).max().orElse(0);
  }

  /** How many checks there were in a span of time. */
  long count(long from, long to) {
    return times.values().stream()
        .flatMapToLong(it -> it.stream().mapToLong(Long::longValue))
        .filter(it -> it >= from && it < to)
        .count();
  }

  /**
   * How much later than an interval after the one before each check came that lies in a span of
   * time, in microseconds, in order; 0 for what was early.
   */
  long[] lateness(long from, long to, long interval) {
    return times.values().stream()
        .flatMapToLong(
            it ->
                LongStream.range(1, it.size())
                    .filter(i -> it.get((int) i) >= from && it.get((int) i) < to)
                    .map(i -> Math.max(0, it.get((int) i) - it.get((int) i - 1) - interval)))
        .sorted()
        .toArray();
  }

  /** A share of sorted figures is no larger than this; 0 where there is none. */
  static long atMost(double share, long[] sorted) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}

package org.lvsdirector.sync;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.lvsdirector.model.Endpoint;

/**
 * A TCP segment in the midst of a connection whose numbers nobody here knows: it carries nothing,
 * and any that are in it are most likely wrong. Its receiver answers with an ACK of its own numbers
 * and changes nothing (RFC 9293, 3.10.7.4; RFC 5961, 4.2).
 */
final class StraySegment {
  private static final int TCP = 6;
  private static final int V4_HEADER = 20;
  private static final int V6_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int CHECKSUM_AT = 16;
  private static final int TTL = 64;
  private static final int ACK = 0x10;
  private static final int SYN_ACK = 0x12;

  private StraySegment() {}

  /**
   * From a service to its client, which says where its connection stands. A host that knows nothing
   * of that connection answers with a reset that the client believes, for it has the right number.
   *
   * <p>It is a SYN with ACK, since that is what stateful firewalls on the way let pass from a
   * server in the midst of a connection.
   */
  static byte[] challenge(Endpoint service, Endpoint client, int number) {
    return of(service, client, number, SYN_ACK);
  }

  /** From a client to its service, as if it asked whether the other end is still there. */
  static byte[] knock(Endpoint client, Endpoint service, int number) {
    return of(client, service, number, ACK);
  }

  /**
   * The packet, from the IP header on (RFC 791, 8200, 9293).
   *
   * @param number any sequence number, most likely a wrong one
   */
  private static byte[] of(Endpoint from, Endpoint to, int number, int flags) {
    InetAddress source = from.address();
    boolean v6 = source instanceof Inet6Address;
    int header = v6 ? V6_HEADER : V4_HEADER;
    ByteBuffer packet = ByteBuffer.allocate(header + TCP_HEADER);
    if (v6) {
      packet.putInt(6 << 28).putShort((short) TCP_HEADER).put((byte) TCP).put((byte) TTL);
      packet.put(source.getAddress()).put(to.address().getAddress());
    } else {
      packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
      // The kernel puts in the identification and the checksum.
      packet.putInt(0).put((byte) TTL).put((byte) TCP).putShort((short) 0);
      packet.put(source.getAddress()).put(to.address().getAddress());
    }
    packet.putShort((short) from.port()).putShort((short) to.port());
    packet.putInt(number).putInt(number);
    packet.put((byte) ((TCP_HEADER / 4) << 4)).put((byte) flags).putShort((short) 0);
    byte[] bytes = packet.putShort((short) 0).putShort((short) 0).array();
    packet.putShort(header + CHECKSUM_AT, checksum(bytes, header, source, to.address()));
    return bytes;
  }

  private static short checksum(byte[] packet, int header, InetAddress from, InetAddress to) {
    long sum = sum(from.getAddress(), 0) + sum(to.getAddress(), 0) + TCP + TCP_HEADER;
    sum += sum(packet, header);
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (short) ~sum;
  }

  /** The sum of 16-bit words; the lengths are all even. */
  private static long sum(byte[] bytes, int at) {
    ByteBuffer words = ByteBuffer.wrap(bytes, at, bytes.length - at);
    long sum = 0;
    while (words.hasRemaining()) {
      sum += Short.toUnsignedInt(words.getShort());
    }
    return sum;
  }
}

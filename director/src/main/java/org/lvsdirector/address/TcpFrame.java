package org.lvsdirector.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.netlink.MacAddress;

/**
 * What is to be known of a TCP segment in an Ethernet frame (RFC 894, 791, 8200, 9293).
 *
 * @param sender the frame's source
 * @param flow addresses and ports of both ends; equal for all segments of one direction
 * @param opening whether it opens a connection: SYN without ACK
 */
record TcpFrame(MacAddress sender, InetAddress destination, String flow, boolean opening) {
  private static final int ETHERNET = 14;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int TCP = 6;
  private static final int PORTS = 4;
  private static final int FLAGS_AT = 13;
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;

  /** Reads a frame; empty for anything but an unfragmented TCP segment without IPv6 extensions. */
  static Optional<TcpFrame> of(ByteBuffer frame) {
    int length = frame.limit();
    if (length < ETHERNET + 40) {
      return Optional.empty();
    }
    int type = Short.toUnsignedInt(frame.getShort(12));
    if (type == IPV4) {
      int header = (frame.get(ETHERNET) & 0x0f) * 4;
      boolean fragment = (frame.getShort(ETHERNET + 6) & 0x3fff) != 0;
      boolean tcp = frame.get(ETHERNET + 9) == TCP && header >= 20 && !fragment;
      return tcp ? segment(frame, ETHERNET + 12, 4, ETHERNET + header) : Optional.empty();
    }
    boolean tcp = type == IPV6 && frame.get(ETHERNET + 6) == TCP;
    return tcp ? segment(frame, ETHERNET + 8, 16, ETHERNET + 40) : Optional.empty();
  }

  private static Optional<TcpFrame> segment(
      ByteBuffer frame, int addressesAt, int addressLength, int tcpAt) {
    if (frame.limit() < tcpAt + 20) {
      return Optional.empty();
    }
    byte[] sender = new byte[MacAddress.SIZE];
    frame.get(MacAddress.SIZE, sender);
    byte[] destination = new byte[addressLength];
    frame.get(addressesAt + addressLength, destination);
    byte[] flow = new byte[2 * addressLength + PORTS];
    frame.get(addressesAt, flow, 0, 2 * addressLength);
    frame.get(tcpAt, flow, 2 * addressLength, PORTS);
    int flags = frame.get(tcpAt + FLAGS_AT) & (SYN | ACK);
    try {
      return Optional.of(
          new TcpFrame(
              MacAddress.of(sender),
              InetAddress.getByAddress(destination),
              new String(flow, StandardCharsets.ISO_8859_1),
              flags == SYN));
    } catch (UnknownHostException neverOfThisLength) {
      throw new IllegalStateException(neverOfThisLength);
    }
  }
}

package org.lvsdirector.doctor;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.netlink.MacAddress;

/**
 * A TCP segment over IPv4 that asks for a connection (RFC 791, 9293), in an Ethernet frame that
 * goes to a machine of our choice, as IPVS would send it.
 *
 * @param to the Ethernet address of the server, or of the router to it
 * @param source where the answer is to go
 * @param sourcePort tells the answers apart
 * @param tunnel the server to which the packet is wrapped (RFC 2003); empty = not wrapped
 * @param sequence the segment's sequence number
 */
record Knock(
    MacAddress to,
    Inet4Address source,
    int sourcePort,
    Inet4Address destination,
    int port,
    Optional<Inet4Address> tunnel,
    int sequence) {
  private static final int ETHERNET = 14;
  private static final int IP = 20;
  private static final int TCP = 20;
  private static final short ETHERTYPE_IPV4 = 0x0800;
  private static final int PROTOCOL_IPIP = 4;
  private static final int PROTOCOL_TCP = 6;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int WINDOW = 1024;

  /** The frame that asks. */
  byte[] open(MacAddress own) {
    return frame(own, sequence, SYN);
  }

  /** The frame that takes the question back, so that the server keeps nothing of it. */
  byte[] close(MacAddress own) {
    return frame(own, sequence + 1, RST);
  }

  private byte[] frame(MacAddress own, int number, int flags) {
    int outer = tunnel.isPresent() ? IP : 0;
    ByteBuffer frame = ByteBuffer.allocate(ETHERNET + outer + IP + TCP);
    frame.put(to.bytes()).put(own.bytes()).putShort(ETHERTYPE_IPV4);
    tunnel.ifPresent(server -> header(frame, IP + IP + TCP, PROTOCOL_IPIP, source, server));
    header(frame, IP + TCP, PROTOCOL_TCP, source, destination);
    int start = frame.position();
    frame.putShort((short) sourcePort).putShort((short) port);
    frame.putInt(number).putInt(0);
    frame.put((byte) ((TCP / 4) << 4)).put((byte) flags).putShort((short) WINDOW);
    frame.putShort((short) 0).putShort((short) 0);
    int pseudo = PROTOCOL_TCP + TCP + sum(source.getAddress()) + sum(destination.getAddress());
    frame.putShort(start + 16, checksum(frame, start, TCP, pseudo));
    return frame.array();
  }

  private static void header(
      ByteBuffer frame, int length, int protocol, Inet4Address from, Inet4Address to) {
    int start = frame.position();
    frame.put((byte) 0x45).put((byte) 0).putShort((short) length);
    frame.putShort((short) 0).putShort((short) 0);
    frame.put((byte) 64).put((byte) protocol).putShort((short) 0);
    frame.put(from.getAddress()).put(to.getAddress());
    frame.putShort(start + 10, checksum(frame, start, IP, 0));
  }

  private static int sum(byte[] address) {
    ByteBuffer words = ByteBuffer.wrap(address);
    return Short.toUnsignedInt(words.getShort(0)) + Short.toUnsignedInt(words.getShort(2));
  }

  /** RFC 1071. */
  private static short checksum(ByteBuffer bytes, int start, int length, int initial) {
    int sum = initial;
    for (int at = start; at < start + length; at += 2) {
      sum += Short.toUnsignedInt(bytes.getShort(at));
    }
    while (sum > 0xffff) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return (short) ~sum;
  }

  /** What a frame answers to this; empty when it has nothing to do with it. */
  Optional<Answer> answer(ByteBuffer frame) {
    if (frame.limit() < ETHERNET + IP + TCP
        || frame.getShort(12) != ETHERTYPE_IPV4
        || frame.get(ETHERNET + 9) != PROTOCOL_TCP) {
      return Optional.empty();
    }
    int tcp = ETHERNET + (frame.get(ETHERNET) & 0x0f) * 4;
    boolean mine =
        frame.limit() >= tcp + TCP
            && frame.getInt(ETHERNET + 12) == ByteBuffer.wrap(destination.getAddress()).getInt()
            && frame.getInt(ETHERNET + 16) == ByteBuffer.wrap(source.getAddress()).getInt()
            && Short.toUnsignedInt(frame.getShort(tcp)) == port
            && Short.toUnsignedInt(frame.getShort(tcp + 2)) == sourcePort
            && frame.getInt(tcp + 8) == sequence + 1;
    if (!mine) {
      return Optional.empty();
    }
    int flags = frame.get(tcp + 13);
    return (flags & RST) != 0
        ? Optional.of(Answer.REFUSED)
        : Optional.of(Answer.ACCEPTED).filter(it -> (flags & SYN) != 0);
  }

  /** Whether a frame comes from the machine that was asked; routers answer for nobody else. */
  boolean from(ByteBuffer frame) {
    byte[] sender = new byte[MacAddress.SIZE];
    frame.get(MacAddress.SIZE, sender);
    return to.equals(MacAddress.of(sender));
  }
}

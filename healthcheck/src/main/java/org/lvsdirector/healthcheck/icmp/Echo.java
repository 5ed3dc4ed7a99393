package org.lvsdirector.healthcheck.icmp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.lvsdirector.healthcheck.datagram.Query;
import org.lvsdirector.healthcheck.dialogue.Step;

/**
 * An echo request and its reply, known by a payload that nobody else has.
 *
 * @param raw whether the socket is a raw one: then IPv4 packets come with their header, and the
 *     checksum and number are not the kernel's business
 */
record Echo(boolean ipv6, boolean raw, long payload) implements Query {
  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REPLY = 0;
  private static final int ECHO_REQUEST_6 = 128;
  private static final int ECHO_REPLY_6 = 129;
  private static final int HEAD = 8;

  @Override
  public ByteBuf question() {
    ByteBuf out = Unpooled.buffer();
    out.writeByte(ipv6 ? ECHO_REQUEST_6 : ECHO_REQUEST).writeByte(0).writeShort(0);
    out.writeShort((int) payload).writeShort(1).writeLong(payload);
    if (!ipv6) {
      out.setShort(2, checksum(out));
    }
    return out;
  }

  @Override
  public Optional<Step.End> answer(ByteBuf datagram) {
    int begin = raw && !ipv6 && datagram.isReadable() ? 4 * (datagram.getByte(0) & 0xf) : 0;
    boolean mine =
        datagram.readableBytes() >= begin + HEAD + Long.BYTES
            && datagram.getUnsignedByte(begin) == (ipv6 ? ECHO_REPLY_6 : ECHO_REPLY)
            && datagram.getLong(begin + HEAD) == payload;
    return mine ? Optional.of(Step.ok("answered")) : Optional.empty();
  }

  /** The Internet checksum (RFC 1071). */
  static int checksum(ByteBuf packet) {
    int sum = 0;
    for (int at = 0; at + 1 < packet.readableBytes(); at += 2) {
      sum += packet.getUnsignedShort(at);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return ~(sum + (sum >>> 16)) & 0xffff;
  }
}

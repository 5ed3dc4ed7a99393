package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Packets of MySQL's protocol: three bytes of length and one that counts, least first. */
final class MysqlPackets {
  /** Longer ones do not occur before a login. */
  private static final int LONGEST = 30_000;

  private static final int CLIENT_LONG_PASSWORD = 0x1;
  private static final int CLIENT_PROTOCOL_41 = 0x200;
  private static final int CLIENT_SSL = 0x800;
  private static final int CLIENT_TRANSACTIONS = 0x2000;
  private static final int CLIENT_SECURE_CONNECTION = 0x8000;
  private static final int CLIENT_PLUGIN_AUTH = 0x80000;
  private static final int LARGEST_PACKET = 1 << 24;
  private static final int UTF8 = 33;

  private MysqlPackets() {}

  /**
   * A packet from the server.
   *
   * @param number counts the packets of an exchange
   */
  record Packet(int number, ByteBuf body) {}

  /** Whether what has come cannot be the begin of a packet. */
  static boolean isNonsense(ByteBuf in) {
    if (in.readableBytes() < 3) {
      return false;
    }
    int length = in.getUnsignedMediumLE(in.readerIndex());
    return length == 0 || length > LONGEST;
  }

  /** The next packet; empty while it has not all come. */
  static Optional<Packet> next(ByteBuf in) {
    if (in.readableBytes() < 4
        || in.readableBytes() < 4 + in.getUnsignedMediumLE(in.readerIndex())) {
      return Optional.empty();
    }
    int length = in.readUnsignedMediumLE();
    int number = in.readUnsignedByte();
    return Optional.of(new Packet(number, in.readSlice(length)));
  }

  static ByteBuf packet(int number, ByteBuf body) {
    return Unpooled.buffer().writeMediumLE(body.readableBytes()).writeByte(number).writeBytes(body);
  }

  /** SSLRequest: the head of a login, after which TLS begins. */
  static ByteBuf sslRequest(int number) {
    return packet(number, head(CLIENT_SSL));
  }

  /** HandshakeResponse41. */
  static ByteBuf login(
      int number, boolean encrypted, String user, byte[] proof, String authentication) {
    ByteBuf body = head(encrypted ? CLIENT_SSL : 0);
    text(body, user);
    body.writeByte(proof.length).writeBytes(proof);
    text(body, authentication);
    return packet(number, body);
  }

  private static ByteBuf head(int more) {
    return Unpooled.buffer()
        .writeIntLE(
            CLIENT_LONG_PASSWORD
                | CLIENT_PROTOCOL_41
                | CLIENT_TRANSACTIONS
                | CLIENT_SECURE_CONNECTION
                | CLIENT_PLUGIN_AUTH
                | more)
        .writeIntLE(LARGEST_PACKET)
        .writeByte(UTF8)
        .writeZero(23);
  }

  private static void text(ByteBuf out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8)).writeByte(0);
  }

  /** Text up to a zero, or to the end where there is none. */
  static String text(ByteBuf in) {
    int zero = in.bytesBefore((byte) 0);
    String text = in.readString(zero < 0 ? in.readableBytes() : zero, StandardCharsets.UTF_8);
    if (zero >= 0) {
      in.skipBytes(1);
    }
    return text;
  }
}

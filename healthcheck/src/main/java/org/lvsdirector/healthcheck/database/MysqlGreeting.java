package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;

/**
 * What a server says first (HandshakeV10).
 *
 * @param nonce 20 bytes that the proof of a password is made with
 * @param authentication how the server would have that proof
 */
record MysqlGreeting(String version, boolean tls, ByteBuf nonce, String authentication) {
  private static final int PROTOCOL = 10;
  private static final int CLIENT_SSL = 0x800;
  private static final int NONCE = 20;

  /** Reads it; empty where it is none. */
  static Optional<MysqlGreeting> of(ByteBuf in) {
    if (in.readUnsignedByte() != PROTOCOL) {
      return Optional.empty();
    }
    // MariaDB says 5.5.5- first, for replicas that know no version above 5.
    String version = MysqlPackets.text(in).replaceFirst("^5\\.5\\.5-", "");
    byte[] nonce = new byte[NONCE];
    if (in.readableBytes() < 31 + 13) {
      return Optional.empty();
    }
    in.skipBytes(4); // thread
    in.readBytes(nonce, 0, 8);
    in.skipBytes(1); // filler
    int capabilities = in.readUnsignedShortLE();
    in.skipBytes(1 + 2 + 2 + 1 + 10); // character set, status, more capabilities, length, reserved
    in.readBytes(nonce, 8, NONCE - 8);
    in.skipBytes(1); // zero
    String authentication = in.isReadable() ? MysqlPackets.text(in) : MysqlProof.NATIVE;
    boolean tls = (capabilities & CLIENT_SSL) != 0;
    return Optional.of(
        new MysqlGreeting(version, tls, Unpooled.wrappedBuffer(nonce), authentication));
  }
}

package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Bytes from commented hex lines: what follows {@code //} and all white space is left out. */
public final class Hex {
  private Hex() {}

  /** A buffer in native order; the lines are of a little-endian machine. */
  public static ByteBuffer bytes(String lines) {
    String digits = lines.replaceAll("//[^\n]*", "").replaceAll("\\s", "");
    return ByteBuffer.wrap(HexFormat.of().parseHex(digits)).order(ByteOrder.nativeOrder());
  }

  /** The digits of what a request writes, with its header, sequence number 1. */
  public static String of(NetlinkRequest request, int flags) {
    ByteBuffer to = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    request.pack(to, flags, 1);
    return HexFormat.of().formatHex(to.array(), 0, to.position());
  }

  /** The digits alone of commented hex lines. */
  public static String digits(String lines) {
    return HexFormat.of().formatHex(bytes(lines).array());
  }
}

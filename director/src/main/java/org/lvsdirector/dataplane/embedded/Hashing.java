package org.lvsdirector.dataplane.embedded;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Hashes that come out the same on every director. */
final class Hashing {
  private Hashing() {}

  /** An address folded to 32 bits, as the kernel's hashing schedulers do. */
  static int fold(InetAddress address) {
    ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
    int folded = 0;
    while (bytes.hasRemaining()) {
      folded ^= bytes.getInt();
    }
    return folded;
  }

  /** The top bits of a multiplicative hash (include/linux/hash.h, hash_32). */
  static int top(int value, int bits) {
    return (value * 0x61C88647) >>> (32 - bits);
  }

  /** FNV-1a, 64 bits, with a final mix so that short texts spread well. */
  static long text(String text, long seed) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return mix(hash);
  }

  static long mix(long value) {
    long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}

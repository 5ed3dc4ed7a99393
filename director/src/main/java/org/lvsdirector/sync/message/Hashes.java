package org.lvsdirector.sync.message;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** 64 bits that tell entries or addresses apart. */
public final class Hashes {
  // The multipliers of MurmurHash3's finalizer, which spread every bit over all others.
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  private Hashes() {}

  /**
   * Of what the kernel finds an entry by.
   *
   * @param seed a secret, where whoever sends packets must not choose what falls together
   */
  public static long key(ByteBuffer in, int at, long seed) {
    long ports = in.getInt(at + EntryFields.CLIENT_PORT) & 0xffffffffL;
    long kind = EntryFields.protocol(in, at) | (EntryFields.isTemplate(in, at) ? 1 << 8 : 0);
    long hash = mix(seed + (kind << Integer.SIZE | ports));
    int end = at + EntryFields.ADDRESSES + 2 * EntryFields.addressLength(in, at);
    for (int from = at + EntryFields.ADDRESSES; from < end; from += Integer.BYTES) {
      hash = mix(hash * 31 + in.getInt(from));
    }
    return hash;
  }

  /** Of an entry on its server, the same on every node and in every release. */
  public static long entry(ByteBuffer in, int at) {
    long hash = key(in, at, 0);
    return mix(hash * 31 + EntryFields.server(in, at) + EntryFields.serverPort(in, at));
  }

  /** Of bytes that belong to what has a hash; the same if there are none. */
  public static long with(long hash, byte[] more) {
    long mixed = hash;
    for (byte one : more) {
      mixed = mix(mixed * 31 + one);
    }
    return mixed;
  }

  /** Of an address. */
  public static long of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  static long address(ByteBuffer in, int at, int length) {
    long hash = length;
    for (int from = at; from < at + length; from += Integer.BYTES) {
      hash = mix(hash * 31 + in.getInt(from));
    }
    return hash;
  }

  /** Spreads every bit over all others. */
  public static long mix(long value) {
    long mixed = value;
    mixed ^= mixed >>> 33;
    mixed *= FIRST;
    mixed ^= mixed >>> 33;
    mixed *= SECOND;
    return mixed ^ (mixed >>> 33);
  }
}

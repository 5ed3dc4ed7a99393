package org.lvsdirector.sync;

import org.lvsdirector.model.Endpoint;

/** 64 bits that tell entries apart, the same on every node and in every release. */
final class Hashes {
  // The multipliers of MurmurHash3's finalizer, which spread every bit over all others.
  private static final long FIRST = 0xff51afd7ed558ccdL;
  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  private Hashes() {}

  /** Of what the kernel finds an entry by. */
  static long of(ConnectionKey key) {
    return add(add(mix(key.protocol() + 1L), key.client()), key.vip());
  }

  /** Of an entry on its server. */
  static long of(ConnectionKey key, Endpoint server) {
    return add(of(key), server);
  }

  private static long add(long hash, Endpoint endpoint) {
    byte[] address = endpoint.address().getAddress();
    long mixed = mix(hash ^ (((long) address.length << 16) | endpoint.port()));
    for (int at = 0; at < address.length; at += Integer.BYTES) {
      long word =
          ((address[at] & 0xffL) << 24)
              | ((address[at + 1] & 0xffL) << 16)
              | ((address[at + 2] & 0xffL) << 8)
              | (address[at + 3] & 0xffL);
      mixed = mix(mixed * 31 + word);
    }
    return mixed;
  }

  private static long mix(long value) {
    long mixed = value;
    mixed ^= mixed >>> 33;
    mixed *= FIRST;
    mixed ^= mixed >>> 33;
    mixed *= SECOND;
    return mixed ^ (mixed >>> 33);
  }
}

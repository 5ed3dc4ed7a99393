package org.lvsdirector.connections;

import java.net.InetAddress;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.ConnectionRow;

/**
 * An order of connections that every node agrees on and that no connection's coming or going
 * changes: by a hash of protocol, client and virtual address. So pages are exact although the table
 * changes between them, and what several nodes know of one connection stands together.
 */
final class Tuple {
  // FNV-1a, 64 bits, and the finalizer of MurmurHash3, which spreads what differs in few bits.
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long MIX_1 = 0xff51afd7ed558ccdL;
  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

  private Tuple() {}

  /** The place of a connection in the order, unsigned. */
  static long place(ConnectionRow row) {
    long hash = step(BASIS, row.protocol());
    hash = add(hash, row.client());
    hash = add(hash, row.vip());
    hash = (hash ^ (hash >>> 33)) * MIX_1;
    hash = (hash ^ (hash >>> 33)) * MIX_2;
    return hash ^ (hash >>> 33);
  }

  private static long add(long hash, Endpoint endpoint) {
    long next = hash;
    InetAddress address = endpoint.address();
    for (byte part : address.getAddress()) {
      next = step(next, part & 0xff);
    }
    return step(step(next, endpoint.port() >> 8), endpoint.port() & 0xff);
  }

  private static long step(long hash, int part) {
    return (hash ^ part) * PRIME;
  }
}

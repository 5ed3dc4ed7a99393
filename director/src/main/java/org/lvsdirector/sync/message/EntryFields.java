package org.lvsdirector.sync.message;

import java.nio.ByteBuffer;

/**
 * The fields of an entry where it stands in a big-endian buffer: {@code struct ip_vs_sync_v4} and
 * {@code _v6} of version 1, net/netfilter/ipvs/ip_vs_sync.c. There may be a million of them, too
 * many to make a {@link SyncEntry} of each. Nothing is checked here, see {@link SyncEntryCodec}.
 */
public final class EntryFields {
  /** Bytes of an entry of IPv4 without options. */
  public static final int V4 = 36;

  /** Bytes of an entry of IPv6 without options. */
  public static final int V6 = 72;

  static final int TYPE_V6 = 1;
  static final int PROTOCOL = 1;
  static final int SIZE = 2;
  static final int SIZE_BITS = 12;
  static final int MOST_SIZE = (1 << SIZE_BITS) - 1;
  static final int FLAGS = 4;
  static final int STATE = 8;
  static final int CLIENT_PORT = 10;
  static final int VIP_PORT = 12;
  static final int SERVER_PORT = 14;
  static final int FWMARK = 16;
  static final int TIMEOUT = 20;
  static final int ADDRESSES = 24;

  static final int V4_ADDRESS = 4;
  private static final int V6_ADDRESS = 16;

  private EntryFields() {}

  /** Whether it is of IPv6. */
  public static boolean isV6(ByteBuffer in, int at) {
    return in.get(at) == TYPE_V6;
  }

  /** Bytes without options. */
  public static int fixed(ByteBuffer in, int at) {
    return isV6(in, at) ? V6 : V4;
  }

  /** Bytes with options. */
  public static int size(ByteBuffer in, int at) {
    return in.getShort(at + SIZE) & MOST_SIZE;
  }

  /** Changes what the entry says of its size, in bytes. */
  public static void size(ByteBuffer in, int at, int bytes) {
    in.putShort(at + SIZE, (short) bytes);
  }

  /** The IP protocol's number. */
  public static int protocol(ByteBuffer in, int at) {
    return in.get(at + PROTOCOL) & 0xff;
  }

  /** {@code IP_VS_CONN_F_*}. */
  public static int flags(ByteBuffer in, int at) {
    return in.getInt(at + FLAGS);
  }

  /** Changes the flags. */
  public static void flags(ByteBuffer in, int at, int flags) {
    in.putInt(at + FLAGS, flags);
  }

  /** Whether it is a persistence template. */
  public static boolean isTemplate(ByteBuffer in, int at) {
    return (flags(in, at) & SyncEntry.TEMPLATE) != 0;
  }

  /** The number of its {@link ConnectionState}. */
  public static int state(ByteBuffer in, int at) {
    return in.getShort(at + STATE) & 0xffff;
  }

  /** Whether it must not get lost, see {@link ConnectionState#matters}. */
  public static boolean matters(ByteBuffer in, int at) {
    return ConnectionState.matters(protocol(in, at), isTemplate(in, at), state(in, at));
  }

  /** Seconds; 0 = what is usual for its state. */
  public static int timeout(ByteBuffer in, int at) {
    return in.getInt(at + TIMEOUT);
  }

  /** Changes the timeout, in seconds. */
  public static void timeout(ByteBuffer in, int at, int seconds) {
    in.putInt(at + TIMEOUT, seconds);
  }

  /** The service's firewall mark, unsigned; 0 = none. */
  public static int fwmark(ByteBuffer in, int at) {
    return in.getInt(at + FWMARK);
  }

  /** The port of the service. */
  public static int vipPort(ByteBuffer in, int at) {
    return in.getShort(at + VIP_PORT) & 0xffff;
  }

  /** The port of the server. */
  public static int serverPort(ByteBuffer in, int at) {
    return in.getShort(at + SERVER_PORT) & 0xffff;
  }

  /** The virtual address, as {@link Hashes#of(java.net.InetAddress)} of it. */
  public static long vip(ByteBuffer in, int at) {
    int length = addressLength(in, at);
    return Hashes.address(in, at + ADDRESSES + length, length);
  }

  /** The server's address, as {@link Hashes#of(java.net.InetAddress)} of it. */
  public static long server(ByteBuffer in, int at) {
    int length = addressLength(in, at);
    return Hashes.address(in, at + ADDRESSES + 2 * length, length);
  }

  /**
   * Whether the kernel would take the two for the same connection; templates of a persistence
   * engine may be told apart by their options only.
   */
  public static boolean sameKey(ByteBuffer one, int at, ByteBuffer other, int otherAt) {
    int addresses = 2 * addressLength(one, at);
    return one.getShort(at) == other.getShort(otherAt)
        && isTemplate(one, at) == isTemplate(other, otherAt)
        && one.getInt(at + CLIENT_PORT) == other.getInt(otherAt + CLIENT_PORT)
        && same(one, at + ADDRESSES, other, otherAt + ADDRESSES, addresses);
  }

  /** Whether two of the same family have the same server. */
  public static boolean sameServer(ByteBuffer one, int at, ByteBuffer other, int otherAt) {
    int length = addressLength(one, at);
    int skip = ADDRESSES + 2 * length;
    return one.getShort(at + SERVER_PORT) == other.getShort(otherAt + SERVER_PORT)
        && same(one, at + skip, other, otherAt + skip, length);
  }

  static int addressLength(ByteBuffer in, int at) {
    return isV6(in, at) ? V6_ADDRESS : V4_ADDRESS;
  }

  private static boolean same(ByteBuffer one, int at, ByteBuffer other, int otherAt, int length) {
    for (int i = 0; i < length; i += Integer.BYTES) {
      if (one.getInt(at + i) != other.getInt(otherAt + i)) {
        return false;
      }
    }
    return true;
  }
}

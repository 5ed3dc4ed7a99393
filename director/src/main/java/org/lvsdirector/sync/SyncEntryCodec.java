package org.lvsdirector.sync;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.lvsdirector.model.Endpoint;

/** One entry within a message: {@code union ip_vs_sync_conn} and the options behind it. */
final class SyncEntryCodec {
  private static final int V4 = 36;
  private static final int V6 = 72;
  private static final int TYPE_V6 = 1;
  private static final int SIZE_BITS = 12;
  private static final int MOST_SIZE = (1 << SIZE_BITS) - 1;

  private static final int OPTION_SEQ_DATA = 1;
  private static final int OPTION_PE_NAME = 3;
  private static final int OPTION_OPTIONAL = 0x40;
  private static final int SEQ_DATA = 24;
  // What struct ip_vs_protocol exists for: AH and ESP are carried, but not told apart by state.
  private static final Set<Integer> PROTOCOLS = Set.of(6, 17, 50, 51, 132);

  private SyncEntryCodec() {}

  /** Where the next entry may begin: they stand at multiples of four bytes. */
  static int aligned(int at) {
    return (at + 3) & ~3;
  }

  static int size(SyncEntry entry) {
    int size = (entry.isV6() ? V6 : V4) + entry.options().remaining();
    if (size > MOST_SIZE) {
      throw new IllegalArgumentException("an entry of " + size + " bytes");
    }
    return size;
  }

  static void put(ByteBuffer to, SyncEntry entry) {
    to.put((byte) (entry.isV6() ? TYPE_V6 : 0)).put((byte) entry.protocol());
    to.putShort((short) size(entry));
    to.putInt(entry.flags()).putShort((short) entry.state());
    to.putShort((short) entry.client().port());
    to.putShort((short) entry.vip().port());
    to.putShort((short) entry.server().port());
    to.putInt(entry.fwmark()).putInt(entry.timeout());
    to.put(entry.client().address().getAddress());
    to.put(entry.vip().address().getAddress());
    to.put(entry.server().address().getAddress());
    to.put(entry.options().duplicate());
  }

  static SyncEntry get(ByteBuffer from) throws SyncFormatException {
    int start = from.position();
    try {
      SyncEntry entry = read(from);
      boolean known =
          PROTOCOLS.contains(entry.protocol()) || (entry.protocol() == 0 && entry.isTemplate());
      if (!known) {
        throw wrong(start, "protocol " + entry.protocol() + " is not balanced");
      }
      if (ConnectionState.of(entry.protocol(), entry.isTemplate(), entry.state()).isEmpty()) {
        throw wrong(start, "state " + entry.state() + " does not exist");
      }
      return entry;
    } catch (BufferUnderflowException cutOff) {
      throw wrong(start, "it is cut off");
    } catch (IllegalArgumentException refused) {
      throw wrong(start, refused.getMessage());
    }
  }

  private static SyncEntry read(ByteBuffer from) throws SyncFormatException {
    int start = from.position();
    int type = from.get() & 0xff;
    final int protocol = from.get() & 0xff;
    int versionAndSize = from.getShort() & 0xffff;
    int size = versionAndSize & MOST_SIZE;
    int fixed = type == TYPE_V6 ? V6 : V4;
    if (type > TYPE_V6 || versionAndSize >> SIZE_BITS != 0) {
      throw wrong(start, "type %d, version %d".formatted(type, versionAndSize >> SIZE_BITS));
    }
    if (size < fixed || size > from.limit() - start) {
      throw wrong(start, size + " bytes are too few or more than there are");
    }
    final int flags = from.getInt();
    final int state = from.getShort() & 0xffff;
    final int clientPort = from.getShort() & 0xffff;
    final int vipPort = from.getShort() & 0xffff;
    final int serverPort = from.getShort() & 0xffff;
    final int fwmark = from.getInt();
    final int timeout = from.getInt();
    final InetAddress client = address(from, type);
    final InetAddress vip = address(from, type);
    final InetAddress server = address(from, type);
    ByteBuffer options = options(from, start + size);
    return new SyncEntry(
        protocol,
        flags,
        state,
        new Endpoint(client, clientPort),
        new Endpoint(vip, vipPort),
        new Endpoint(server, serverPort),
        fwmark,
        timeout,
        options);
  }

  private static InetAddress address(ByteBuffer from, int type) {
    byte[] bytes = new byte[type == TYPE_V6 ? 16 : 4];
    from.get(bytes);
    try {
      // Not by InetAddress, which makes IPv4 of what is mapped.
      return type == TYPE_V6
          ? Inet6Address.getByAddress(null, bytes, -1)
          : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", impossible);
    }
  }

  /**
   * The bytes up to the end, if they are well formed; what kernels do not know yet may be there.
   */
  private static ByteBuffer options(ByteBuffer from, int end) throws SyncFormatException {
    int start = from.position();
    if (start == end) {
      return SyncEntry.NO_OPTIONS;
    }
    while (from.position() < end) {
      int type = from.get() & 0xff;
      int length = end - from.position() < 1 ? -1 : from.get() & 0xff;
      int kind = type & ~OPTION_OPTIONAL;
      boolean known = kind >= OPTION_SEQ_DATA && kind <= OPTION_PE_NAME;
      boolean skippable = (type & OPTION_OPTIONAL) != 0;
      boolean fits = length > 0 && length <= end - from.position();
      if (!fits || !(known || skippable) || (kind == OPTION_SEQ_DATA && length != SEQ_DATA)) {
        throw wrong(start, "option %d of %d bytes".formatted(type, length));
      }
      from.position(from.position() + length);
    }
    byte[] copy = new byte[end - start];
    from.get(start, copy);
    return ByteBuffer.wrap(copy).asReadOnlyBuffer();
  }

  private static SyncFormatException wrong(int at, String why) {
    return new SyncFormatException("the entry at byte %d is none: %s".formatted(at, why));
  }
}

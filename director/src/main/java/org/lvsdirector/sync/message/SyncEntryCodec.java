package org.lvsdirector.sync.message;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.lvsdirector.model.Endpoint;

/** One entry within a message: {@code union ip_vs_sync_conn} and the options behind it. */
final class SyncEntryCodec {
  private static final int OPTION_SEQ_DATA = 1;
  private static final int OPTION_OPTIONAL = 0x40;
  private static final int SEQ_DATA = 24;

  private SyncEntryCodec() {}

  /** Where the next entry may begin: they stand at multiples of four bytes. */
  static int aligned(int at) {
    return (at + 3) & ~3;
  }

  static int size(SyncEntry entry) {
    int size = (entry.isV6() ? EntryFields.V6 : EntryFields.V4) + entry.options().remaining();
    if (size > EntryFields.MOST_SIZE) {
      throw new IllegalArgumentException("an entry of " + size + " bytes");
    }
    return size;
  }

  static void put(ByteBuffer to, SyncEntry entry) {
    to.put((byte) (entry.isV6() ? EntryFields.TYPE_V6 : 0)).put((byte) entry.protocol());
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

  /**
   * Looks at an entry.
   *
   * @return its bytes with options
   * @throws SyncFormatException if it is none that the kernel could use
   */
  static int check(ByteBuffer in, int at) throws SyncFormatException {
    int room = in.limit() - at;
    if (room < EntryFields.V4) {
      throw wrong(at, "it is cut off");
    }
    int type = in.get(at) & 0xff;
    int version = (in.getShort(at + EntryFields.SIZE) & 0xffff) >> EntryFields.SIZE_BITS;
    if (type > EntryFields.TYPE_V6 || version != 0) {
      throw wrong(at, "type %d, version %d".formatted(type, version));
    }
    int size = EntryFields.size(in, at);
    int fixed = EntryFields.fixed(in, at);
    if (size < fixed || size > room) {
      throw wrong(at, size + " bytes are too few or more than there are");
    }
    int protocol = EntryFields.protocol(in, at);
    boolean template = EntryFields.isTemplate(in, at);
    if (!ConnectionState.isBalanced(protocol, template)) {
      throw wrong(at, "protocol " + protocol + " is not balanced");
    }
    int state = EntryFields.state(in, at);
    if (!ConnectionState.exists(protocol, template, state)) {
      throw wrong(at, "state " + state + " does not exist");
    }
    if (EntryFields.timeout(in, at) < 0) {
      throw wrong(at, "timeout " + EntryFields.timeout(in, at) + " s is negative");
    }
    checkOptions(in, at, at + fixed, at + size);
    return size;
  }

  /** They have to be well formed; what kernels do not know yet may be there. */
  private static void checkOptions(ByteBuffer in, int entry, int from, int end)
      throws SyncFormatException {
    int at = from;
    while (at < end) {
      int type = in.get(at) & 0xff;
      int length = end - at < 2 ? -1 : in.get(at + 1) & 0xff;
      int kind = type & ~OPTION_OPTIONAL;
      boolean known = kind >= OPTION_SEQ_DATA && kind <= SyncEntry.OPTION_ENGINE_NAME;
      boolean skippable = (type & OPTION_OPTIONAL) != 0;
      boolean fits = length > 0 && length <= end - at - 2;
      if (!fits || !(known || skippable) || (kind == OPTION_SEQ_DATA && length != SEQ_DATA)) {
        throw wrong(entry, "option %d of %d bytes".formatted(type, length));
      }
      at += 2 + length;
    }
  }

  /** An entry that was looked at. */
  static SyncEntry get(ByteBuffer in, int at) {
    int length = EntryFields.addressLength(in, at);
    int addresses = at + EntryFields.ADDRESSES;
    int fixed = EntryFields.fixed(in, at);
    byte[] options = new byte[EntryFields.size(in, at) - fixed];
    in.get(at + fixed, options);
    return new SyncEntry(
        EntryFields.protocol(in, at),
        EntryFields.flags(in, at),
        EntryFields.state(in, at),
        endpoint(in, addresses, length, at + EntryFields.CLIENT_PORT),
        endpoint(in, addresses + length, length, at + EntryFields.VIP_PORT),
        endpoint(in, addresses + 2 * length, length, at + EntryFields.SERVER_PORT),
        EntryFields.fwmark(in, at),
        EntryFields.timeout(in, at),
        options.length == 0 ? SyncEntry.NO_OPTIONS : ByteBuffer.wrap(options).asReadOnlyBuffer());
  }

  private static Endpoint endpoint(ByteBuffer in, int at, int length, int portAt) {
    byte[] bytes = new byte[length];
    in.get(at, bytes);
    try {
      // Not by InetAddress, which makes IPv4 of what is mapped.
      InetAddress address =
          length == EntryFields.V4_ADDRESS
              ? InetAddress.getByAddress(bytes)
              : Inet6Address.getByAddress(null, bytes, -1);
      return new Endpoint(address, in.getShort(portAt) & 0xffff);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", impossible);
    }
  }

  private static SyncFormatException wrong(int at, String why) {
    return new SyncFormatException("the entry at byte %d is none: %s".formatted(at, why));
  }
}

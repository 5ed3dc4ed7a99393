package org.lvsdirector.sync.message;

import java.nio.ByteBuffer;

/**
 * A datagram of the kernel's sync threads that was understood, with its entries where they stand:
 * {@code struct ip_vs_sync_mesg}, net/netfilter/ipvs/ip_vs_sync.c. Read strictly: what a kernel
 * could misunderstand is refused.
 */
public final class RawMessage {
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final int[] starts;

  private RawMessage(byte[] bytes, int[] starts) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    this.starts = starts;
  }

  /**
   * Reads a datagram, which must not be changed afterwards but by {@link EntryFields}.
   *
   * @throws SyncFormatException if it is truncated, of another version or otherwise no message
   */
  public static RawMessage parse(byte[] datagram) throws SyncFormatException {
    ByteBuffer from = ByteBuffer.wrap(datagram);
    if (datagram.length < SyncMessage.HEADER) {
      throw new SyncFormatException("a message of " + datagram.length + " bytes has no header");
    }
    if (from.get() != 0) {
      throw new SyncFormatException("a message of version 0, which sync_version=0 makes");
    }
    from.get();
    int size = from.getShort() & 0xffff;
    int count = from.get() & 0xff;
    int version = from.get();
    int spare = from.getShort();
    if (version != SyncMessage.VERSION || spare != 0) {
      throw new SyncFormatException(
          "a message of version %d (spare %d), not %d"
              .formatted(version, spare, SyncMessage.VERSION));
    }
    if (size != datagram.length) {
      throw new SyncFormatException(
          "a message of %d bytes says that it has %d".formatted(datagram.length, size));
    }
    int[] starts = new int[count];
    int end = SyncMessage.HEADER;
    for (int i = 0; i < count; i++) {
      starts[i] = SyncEntryCodec.aligned(end);
      if (starts[i] > size) {
        throw new SyncFormatException("entry %d of %d is cut off".formatted(i + 1, count));
      }
      end = starts[i] + SyncEntryCodec.check(from, starts[i]);
    }
    if (SyncEntryCodec.aligned(end) < size) {
      throw new SyncFormatException(
          "%d bytes follow the last of %d entries".formatted(size - end, count));
    }
    return new RawMessage(datagram, starts);
  }

  /** 0–255; a backup takes messages with its own. */
  public int syncId() {
    return bytes[SyncMessage.SYNC_ID_AT] & 0xff;
  }

  /** How many entries it has. */
  public int count() {
    return starts.length;
  }

  /** Where an entry begins in {@link #buffer}. */
  public int start(int index) {
    return starts[index];
  }

  /** The datagram, of which position and limit mean nothing. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** The datagram. */
  public byte[] bytes() {
    return bytes;
  }
}

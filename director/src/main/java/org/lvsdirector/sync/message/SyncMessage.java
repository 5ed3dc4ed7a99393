package org.lvsdirector.sync.message;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A datagram of the kernel's sync threads, version 1: {@code struct ip_vs_sync_mesg},
 * net/netfilter/ipvs/ip_vs_sync.c. Read as strictly as {@link RawMessage}.
 *
 * @param syncId 0–255; a backup takes messages with its own
 * @param entries at most {@value #MOST}
 */
public record SyncMessage(int syncId, List<SyncEntry> entries) {
  /** The most entries that a message may have. */
  public static final int MOST = 255;

  /** The version that all kernels since 2.6.39 send by default. */
  public static final int VERSION = 1;

  static final int HEADER = 8;
  static final int SYNC_ID_AT = 1;
  static final int COUNT_AT = 4;

  /** The most that fits into a datagram over IPv4. */
  static final int LONGEST = 65507;

  /** Copies the entries. */
  public SyncMessage {
    if (syncId < 0 || syncId > 255 || entries.size() > MOST) {
      throw new IllegalArgumentException(
          "sync id %d, %d entries".formatted(syncId, entries.size()));
    }
    entries = List.copyOf(entries);
  }

  /** The datagram. */
  public byte[] encode() {
    int size = HEADER;
    for (SyncEntry entry : entries) {
      size = SyncEntryCodec.aligned(size) + SyncEntryCodec.size(entry);
    }
    if (size > LONGEST) {
      throw new IllegalArgumentException(size + " bytes do not fit into a datagram");
    }
    ByteBuffer to = ByteBuffer.allocate(size);
    to.put((byte) 0).put((byte) syncId).putShort((short) size);
    to.put((byte) entries.size()).put((byte) VERSION).putShort((short) 0);
    for (SyncEntry entry : entries) {
      to.position(SyncEntryCodec.aligned(to.position()));
      SyncEntryCodec.put(to, entry);
    }
    return to.array();
  }

  /**
   * Reads a datagram.
   *
   * @throws SyncFormatException if it is truncated, of another version or otherwise no message
   */
  public static SyncMessage decode(byte[] datagram) throws SyncFormatException {
    RawMessage message = RawMessage.parse(datagram);
    List<SyncEntry> entries = new ArrayList<>(message.count());
    for (int i = 0; i < message.count(); i++) {
      entries.add(SyncEntryCodec.get(message.buffer(), message.start(i)));
    }
    return new SyncMessage(message.syncId(), entries);
  }

  /** The same datagram for backups of another sync id; the bytes are changed in place. */
  public static void rewriteSyncId(byte[] datagram, int syncId) {
    datagram[SYNC_ID_AT] = (byte) syncId;
  }

  /** As many messages as the entries need, none larger than the limit unless one entry is. */
  public static List<SyncMessage> split(int syncId, List<SyncEntry> entries, int limit) {
    List<SyncMessage> messages = new ArrayList<>();
    List<SyncEntry> part = new ArrayList<>();
    int size = HEADER;
    for (SyncEntry entry : entries) {
      int grown = SyncEntryCodec.aligned(size) + SyncEntryCodec.size(entry);
      if (!part.isEmpty() && (grown > limit || part.size() == MOST)) {
        messages.add(new SyncMessage(syncId, part));
        part.clear();
        grown = HEADER + SyncEntryCodec.size(entry);
      }
      part.add(entry);
      size = grown;
    }
    if (!part.isEmpty()) {
      messages.add(new SyncMessage(syncId, part));
    }
    return messages;
  }
}

package org.lvsdirector.sync.message;

import java.nio.ByteBuffer;

/** Makes messages of entries that stand elsewhere. Not thread-safe. */
public final class MessageWriter {
  private final ByteBuffer to;
  private int count;

  /**
   * Makes the first.
   *
   * @param limit bytes that a message has at most
   */
  public MessageWriter(int limit) {
    to = ByteBuffer.allocate(Math.min(limit, SyncMessage.LONGEST));
    clear();
  }

  private void clear() {
    to.clear().position(SyncMessage.HEADER);
    count = 0;
  }

  /** How many entries the message has. */
  public int count() {
    return count;
  }

  /**
   * Adds an entry.
   *
   * @param options what follows the fixed part; may be empty
   * @param timeout seconds
   * @return whether there was room; otherwise the message must be taken first
   */
  public boolean add(ByteBuffer from, int at, byte[] options, int timeout) {
    int fixed = EntryFields.fixed(from, at);
    int start = SyncEntryCodec.aligned(to.position());
    if (count == SyncMessage.MOST || start + fixed + options.length > to.capacity()) {
      return false;
    }
    while (to.position() < start) {
      to.put((byte) 0);
    }
    to.put(start, from, at, fixed);
    EntryFields.size(to, start, fixed + options.length);
    EntryFields.timeout(to, start, timeout);
    to.position(start + fixed).put(options);
    count++;
    return true;
  }

  /**
   * Adds all entries of a message.
   *
   * @param message which was understood before
   * @return whether there was room; otherwise none was added
   */
  public boolean addAll(byte[] message) {
    int more = message[SyncMessage.COUNT_AT] & 0xff;
    int start = SyncEntryCodec.aligned(to.position());
    int length = message.length - SyncMessage.HEADER;
    if (count + more > SyncMessage.MOST || start + length > to.capacity()) {
      return false;
    }
    while (to.position() < start) {
      to.put((byte) 0);
    }
    to.put(message, SyncMessage.HEADER, length);
    count += more;
    return true;
  }

  /** The message, after which the next begins. */
  public byte[] take(int syncId) {
    int size = to.position();
    to.put(0, (byte) 0).put(SyncMessage.SYNC_ID_AT, (byte) syncId).putShort(2, (short) size);
    to.put(SyncMessage.COUNT_AT, (byte) count)
        .put(5, (byte) SyncMessage.VERSION)
        .putShort(6, (short) 0);
    byte[] message = new byte[size];
    to.get(0, message);
    clear();
    return message;
  }
}

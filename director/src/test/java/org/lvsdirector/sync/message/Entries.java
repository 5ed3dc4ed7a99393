package org.lvsdirector.sync.message;

import java.nio.ByteBuffer;
import org.lvsdirector.model.Endpoint;

/** Entries for tests. */
public final class Entries {
  private Entries() {}

  /** Without a mark and without options. */
  public static SyncEntry entry(
      int protocol, int flags, int state, String client, String vip, String server, int timeout) {
    return new SyncEntry(
        protocol,
        flags,
        state,
        endpoint(client),
        endpoint(vip),
        endpoint(server),
        0,
        timeout,
        SyncEntry.NO_OPTIONS);
  }

  /** An established connection by direct routing. */
  public static SyncEntry tcp(String client, String vip, String server) {
    return entry(6, 3, 1, client, vip, server, 900);
  }

  /** The same with something behind it. */
  public static SyncEntry with(SyncEntry entry, byte... options) {
    return new SyncEntry(
        entry.protocol(),
        entry.flags(),
        entry.state(),
        entry.client(),
        entry.vip(),
        entry.server(),
        entry.fwmark(),
        entry.timeout(),
        ByteBuffer.wrap(options).asReadOnlyBuffer());
  }

  /** As it stands in a message. */
  public static ByteBuffer bytes(SyncEntry entry) {
    ByteBuffer to = ByteBuffer.allocate(EntryFields.V6 + entry.options().remaining());
    entry.write(to);
    return to;
  }

  /** What stands in a buffer, with what belongs behind it. */
  public static SyncEntry at(ByteBuffer in, int at, byte[] options) {
    ByteBuffer whole = ByteBuffer.allocate(EntryFields.V6 + options.length);
    int fixed = EntryFields.fixed(in, at);
    whole.put(0, in, at, fixed);
    whole.put(fixed, options);
    EntryFields.size(whole, 0, fixed + options.length);
    return SyncEntryCodec.get(whole, 0);
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }
}

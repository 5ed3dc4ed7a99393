package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.message.ConnectionState;
import org.lvsdirector.sync.message.SyncEntry;

/**
 * A line of {@code /proc/net/ip_vs_conn} or {@code ip_vs_conn_sync}.
 *
 * @param protocol the IP protocol's number; 0 for a template of a firewall mark
 * @param client of a template the client's network and port 0
 * @param vip of a template the port may be 0, and the address a firewall mark
 * @param state by the kernel's name, e.g. {@code ESTABLISHED}; of a template {@code NONE} or {@code
 *     ASSURED}
 * @param expires seconds until the entry is gone if no packet comes
 * @param origin unknown in {@code ip_vs_conn}
 * @param engine the persistence engine's name, e.g. {@code sip}; empty without one, and in {@code
 *     ip_vs_conn_sync}
 * @param engineData what the engine tells connections apart by; empty without one
 */
public record ConnectionRow(
    int protocol,
    Endpoint client,
    Endpoint vip,
    Endpoint server,
    String state,
    int expires,
    Origin origin,
    String engine,
    String engineData) {
  private static final Set<String> ACTIVE = Set.of("ESTABLISHED", "SYN_SENT", "SYN_RECV", "SYNACK");

  /** Where an entry came from. */
  public enum Origin {
    /** It was made for a packet that this kernel has seen. */
    LOCAL,
    /** Another node told of it. */
    SYNC,
    /** The file does not say. */
    UNKNOWN
  }

  /** Whether it is a persistence template and not a connection. */
  public boolean isTemplate() {
    return client.port() == 0 && (state.equals("NONE") || state.equals("ASSURED"));
  }

  /**
   * What would make another kernel know what this one lists.
   *
   * @param forwarding {@link SyncEntry#FORWARD_MASK}; counts where the service does not exist yet
   * @param fwmark of the service, 0 for one by address
   * @return empty for a state that the protocol does not have, and for a server of another family,
   *     of which the kernel can not tell
   */
  Optional<SyncEntry> entry(int forwarding, int fwmark) {
    boolean template = isTemplate();
    Optional<ConnectionState> known = ConnectionState.of(protocol, template, state);
    boolean oneFamily =
        client.address().getClass() == vip.address().getClass()
            && client.address().getClass() == server.address().getClass();
    if (known.isEmpty() || !oneFamily) {
      return Optional.empty();
    }
    int flags = forwarding & SyncEntry.FORWARD_MASK;
    flags |= template ? SyncEntry.TEMPLATE : 0;
    flags |= template || ACTIVE.contains(state) ? 0 : SyncEntry.INACTIVE;
    flags |= !template && client.port() == 0 ? SyncEntry.NO_CLIENT_PORT : 0;
    return Optional.of(
        new SyncEntry(
            protocol,
            flags,
            known.get().number(),
            client,
            vip,
            server,
            fwmark,
            Math.max(1, expires),
            engineData.isEmpty() ? SyncEntry.NO_OPTIONS : engineOptions()));
  }

  /** As the kernel puts them: the data, then the name. */
  private ByteBuffer engineOptions() {
    byte[] name = engine.getBytes(StandardCharsets.ISO_8859_1);
    byte[] data = engineData.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer options = ByteBuffer.allocate(4 + name.length + data.length);
    options.put(SyncEntry.OPTION_ENGINE_DATA).put((byte) data.length).put(data);
    options.put(SyncEntry.OPTION_ENGINE_NAME).put((byte) name.length).put(name);
    return options.flip().asReadOnlyBuffer();
  }
}

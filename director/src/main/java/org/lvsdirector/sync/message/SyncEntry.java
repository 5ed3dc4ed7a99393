package org.lvsdirector.sync.message;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import org.lvsdirector.model.Endpoint;

/**
 * A connection or a persistence template as the kernel's sync threads tell each other of it: {@code
 * struct ip_vs_sync_v4} and {@code _v6} of version 1, net/netfilter/ipvs/ip_vs_sync.c.
 *
 * @param protocol the IP protocol's number: 6, 17, 132, 50 or 51; 0 for a template of a firewall
 *     mark
 * @param flags {@code IP_VS_CONN_F_*}; the receiving kernel takes the forwarding method from its
 *     own destination
 * @param state the number of a {@link ConnectionState}
 * @param client of a template the client's network and port 0
 * @param vip of a template the port may be 0, and the address a firewall mark
 * @param server all three are of one family
 * @param fwmark of the service, unsigned; 0 = none
 * @param timeout seconds until the entry expires; 0 = what is usual for its state
 * @param options sequence deltas and data of a persistence engine, as they came; often empty
 */
public record SyncEntry(
    int protocol,
    int flags,
    int state,
    Endpoint client,
    Endpoint vip,
    Endpoint server,
    int fwmark,
    int timeout,
    ByteBuffer options) {
  /** The bits of the forwarding method: 0 masquerading, 1 local, 2 tunnel, 3 direct routing. */
  public static final int FORWARD_MASK = 0x7;

  /** The entry came by sync; set by the receiving kernel. */
  public static final int SYNC = 0x20;

  /** The answers do not pass the director. */
  public static final int NO_OUTPUT = 0x80;

  /** Not counted among its server's active connections. */
  public static final int INACTIVE = 0x100;

  /** The client's port is not known yet. */
  public static final int NO_CLIENT_PORT = 0x800;

  /** Not a connection, but where a client's next ones go. */
  public static final int TEMPLATE = 0x1000;

  /** Of an option: what a persistence engine tells clients apart by. */
  public static final byte OPTION_ENGINE_DATA = 2;

  /** Of an option: the persistence engine's name. */
  public static final byte OPTION_ENGINE_NAME = 3;

  /** Bytes of the longest entry, options included. */
  public static final int LONGEST = EntryFields.MOST_SIZE;

  /** No options. */
  public static final ByteBuffer NO_OPTIONS = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Refuses a mixture of families and negative times. */
  public SyncEntry {
    boolean v6 = client.address() instanceof Inet6Address;
    if (vip.address() instanceof Inet6Address != v6
        || server.address() instanceof Inet6Address != v6) {
      throw new IllegalArgumentException(
          "client %s, VIP %s and server %s are not of one family".formatted(client, vip, server));
    }
    if (timeout < 0) {
      throw new IllegalArgumentException("timeout " + timeout + " s is negative");
    }
  }

  /** Whether it is of IPv6. */
  public boolean isV6() {
    return client.address() instanceof Inet6Address;
  }

  /** Whether it is a persistence template. */
  public boolean isTemplate() {
    return (flags & TEMPLATE) != 0;
  }

  /** Writes it as it stands in a message, without what aligns the next. */
  public void write(ByteBuffer to) {
    SyncEntryCodec.put(to, this);
  }

  /** The same with another timeout, in seconds. */
  public SyncEntry lasting(int seconds) {
    return new SyncEntry(protocol, flags, state, client, vip, server, fwmark, seconds, options);
  }

  /** The same connection on another server. */
  public SyncEntry movedTo(Endpoint other) {
    return new SyncEntry(
        protocol, flags & ~INACTIVE, state, client, vip, other, fwmark, timeout, options);
  }

  /**
   * What makes the kernel forget a TCP or SCTP connection: closed, not counted, gone after about
   * two seconds. A connection of UDP has one state only; it goes by its timeout alone.
   */
  public SyncEntry closed() {
    int last =
        ConnectionState.of(protocol, false, "CLOSE")
            .or(() -> ConnectionState.of(protocol, false, "CLOSED"))
            .map(ConnectionState::number)
            .orElse(0);
    return new SyncEntry(
        protocol, flags | INACTIVE, last, client, vip, server, fwmark, 1, NO_OPTIONS);
  }
}

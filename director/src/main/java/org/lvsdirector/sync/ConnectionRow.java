package org.lvsdirector.sync;

import org.lvsdirector.model.Endpoint;

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
  /** Where an entry came from. */
  public enum Origin {
    /** It was made for a packet that this kernel has seen. */
    LOCAL,
    /** Another node told of it. */
    SYNC,
    /** The file does not say. */
    UNKNOWN
  }

  /** What no two entries of a kernel have in common. */
  public ConnectionKey key() {
    return new ConnectionKey(protocol, client, vip);
  }

  /** Whether it is a persistence template and not a connection. */
  public boolean isTemplate() {
    return client.port() == 0 && (state.equals("NONE") || state.equals("ASSURED"));
  }
}

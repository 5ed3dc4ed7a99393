package org.lvsdirector.connections;

/**
 * An entry of a node's connection table, in words.
 *
 * @param node whose table it is in
 * @param kind connection, or template: where the next connections of a client go
 * @param protocol tcp, udp or sctp; ip for the template of a service by firewall mark
 * @param client address and port; of a template the network's address and port 0
 * @param address what the client connects to; of a firewall mark's template the mark, e.g. {@code
 *     fwmark 7}
 * @param service name of the virtual service on that node; empty when it has none for it, or
 *     several that it may belong to
 * @param state the kernel's name of it, e.g. {@code ESTABLISHED}
 * @param expires seconds until the entry is gone if no packet comes
 * @param origin local: that node has seen its packets; sync: another node told of it
 * @param chosenBy why this server: {@code scheduler rr}, {@code template} (the client had been
 *     there before), or {@code sorry server}; empty where the service is not known
 * @param seenAs how a FullNAT server sees the client; empty where that is not so, not known, or
 *     where all entries are asked for at once
 */
public record ConnectionEntry(
    String node,
    String kind,
    String protocol,
    String client,
    String address,
    String server,
    String service,
    String state,
    long expires,
    String origin,
    String chosenBy,
    String seenAs) {
  /** The same as a FullNAT server sees it. */
  public ConnectionEntry seenAs(String snat) {
    return new ConnectionEntry(
        node, kind, protocol, client, address, server, service, state, expires, origin, chosenBy,
        snat);
  }
}

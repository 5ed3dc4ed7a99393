package org.lvsdirector.netlink;

import java.net.InetAddress;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;

/**
 * A routing rule that drops what a protocol of this machine itself sends from an address and
 * certain ports. It keeps the machine's own stack from answering, with a reset for example, packets
 * that IPVS did not take.
 *
 * @param priority position among the rules, 1–32765; lower comes first
 * @param source the address, alone
 * @param inputInterface {@code lo} = packets that this machine makes, not those it forwards
 * @param firstPort first source port, 1–65535
 * @param lastPort last source port, not below the first
 */
public record PolicyRule(
    int priority,
    InetAddress source,
    String inputInterface,
    Protocol protocol,
    int firstPort,
    int lastPort) {
  /** AF_INET or AF_INET6. */
  public Family family() {
    return Family.of(source);
  }

  @Override
  public String toString() {
    return "%d: from %s iif %s ipproto %s sport %d-%d blackhole"
        .formatted(
            priority,
            Addresses.text(source),
            inputInterface,
            protocol.label(),
            firstPort,
            lastPort);
  }
}

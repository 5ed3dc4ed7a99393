package org.lvsdirector.sync;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.RawIpSocket;

/**
 * Sends {@link StraySegment}s of one address family; one that cannot be sent keeps none of the
 * others from it. One thread owns it. Needs CAP_NET_RAW.
 */
final class StraySender implements AutoCloseable {
  private final RawIpSocket socket;
  private int sent;
  private int refused;
  private String refusal = "";

  private StraySender(RawIpSocket socket) {
    this.socket = socket;
  }

  static StraySender open(boolean v6) throws NetlinkException {
    return new StraySender(RawIpSocket.open(v6));
  }

  /** See {@link StraySegment#challenge}. */
  void challenge(Endpoint service, Endpoint client) {
    send(StraySegment.challenge(service, client, number()), client);
  }

  /** See {@link StraySegment#knock}. */
  void knock(Endpoint client, Endpoint service) {
    send(StraySegment.knock(client, service, number()), service);
  }

  private static int number() {
    return ThreadLocalRandom.current().nextInt();
  }

  private void send(byte[] packet, Endpoint to) {
    try {
      socket.send(packet, to.address());
      sent++;
    } catch (NetlinkException unreachable) {
      refusal = to + ": " + unreachable.getMessage();
      refused++;
    }
  }

  int sent() {
    return sent;
  }

  /** How many were refused, and why the last; empty when none was. */
  Optional<String> refusals() {
    return refused == 0 ? Optional.empty() : Optional.of(refused + ", the last to " + refusal);
  }

  @Override
  public void close() {
    socket.close();
  }
}

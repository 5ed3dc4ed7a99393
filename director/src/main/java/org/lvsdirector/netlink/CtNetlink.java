package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The kernel's table of tracked connections, by ctnetlink, in the network namespace of the thread
 * that opened it. One thread owns it; calls block.
 */
public final class CtNetlink implements AutoCloseable {
  private final NetlinkSocket socket;

  CtNetlink(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket; asking needs CAP_NET_ADMIN and the module nf_conntrack_netlink. */
  public static CtNetlink open() throws NetlinkException {
    return new CtNetlink(NetlinkSocket.open(NetlinkSocket.NETLINK_NETFILTER));
  }

  /**
   * Gives every connection whose answers go to an address, one by one: there may be millions. The
   * table goes on changing meanwhile; one that comes or goes may be given or not.
   */
  public void repliesTo(InetAddress address, Consumer<TrackedConnection> each)
      throws NetlinkException {
    try {
      socket.dump(
          ConntrackMessage.dumpRepliesTo(address),
          (type, payload) -> {
            Optional<TrackedConnection> known = ConntrackMessage.decode(type, payload);
            known.filter(one -> one.replyDestination().address().equals(address)).ifPresent(each);
            return Optional.empty();
          });
    } catch (NetlinkException refused) {
      boolean absent =
          refused.errno().equals(Errno.EINVAL) || refused.errno().equals(Errno.EOPNOTSUPP);
      throw absent
          ? refused.withAdvice("is the module there? modprobe nf_conntrack_netlink")
          : refused;
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_DAEMON;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.netlink.Errno;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NetlinkRequest;

/**
 * The kernel's sync threads in the network namespace of the thread that opened this. At most one in
 * each state. One thread owns it; calls block. Needs CAP_NET_ADMIN.
 */
public final class SyncDaemons implements AutoCloseable {
  private final GenericNetlink netlink;

  private SyncDaemons(GenericNetlink netlink) {
    this.netlink = netlink;
  }

  /** Opens a socket of its own; the message of a failure says what to do. */
  public static SyncDaemons open() throws IOException {
    return new SyncDaemons(IpvsSocket.open());
  }

  /** The daemons that run: none, one or two. */
  public List<SyncDaemon> daemons() throws IOException {
    return netlink.dump(
        netlink.request(IpvsCommand.GET_DAEMON.number(), "IPVS_CMD_GET_DAEMON", to -> {}),
        attributes ->
            Optional.of(DaemonAttributes.parse(attributes.require(IPVS_CMD_ATTR_DAEMON).nested())));
  }

  /**
   * Starts a daemon.
   *
   * @return false when one in this state runs already, perhaps with other parameters
   * @throws IOException e.g. ENODEV for a missing interface, EINVAL for a group that is not
   *     multicast
   */
  public boolean start(SyncDaemon daemon) throws IOException {
    NetlinkRequest request =
        netlink.request(
            IpvsCommand.NEW_DAEMON.number(),
            "IPVS_CMD_NEW_DAEMON " + daemon,
            to -> to.nest(IPVS_CMD_ATTR_DAEMON, DaemonAttributes.pack(daemon)));
    return unless(request, Errno.EEXIST);
  }

  /**
   * Stops a daemon; a sender sends what it has first.
   *
   * @return false when none runs in this state
   */
  public boolean stop(SyncDaemon.State state) throws IOException {
    NetlinkRequest request =
        netlink.request(
            IpvsCommand.DEL_DAEMON.number(),
            "IPVS_CMD_DEL_DAEMON " + state,
            to ->
                to.nest(
                    IPVS_CMD_ATTR_DAEMON,
                    inside -> inside.u32(DaemonAttributes.STATE, state.number())));
    try {
      return unless(request, Errno.ESRCH);
    } catch (NetlinkException e) {
      // A thread that is stopped before it ever ran makes the command end with EINTR, which the
      // kernel (netlink_rcv_skb) leaves without an answer, although the daemon has gone.
      if (e.errno().equals(Errno.ETIMEDOUT)
          && daemons().stream().noneMatch(daemon -> daemon.state() == state)) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    netlink.close();
  }

  private boolean unless(NetlinkRequest request, Errno tolerated) throws NetlinkException {
    try {
      netlink.execute(request);
      return true;
    } catch (NetlinkException e) {
      if (e.errno().equals(tolerated)) {
        return false;
      }
      throw e;
    }
  }
}

package org.lvsdirector.dataplane.ipvs;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.netlink.Errno;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;

/** Opens the kernel's IPVS, or says why it can not. */
final class IpvsSocket {
  private static final int IPVS_INFO_ATTR_VERSION = 1;
  private static final int IPVS_INFO_ATTR_CONN_TAB_SIZE = 2;

  private IpvsSocket() {}

  static GenericNetlink open() throws NetlinkException {
    return open(IpvsCommand.FAMILY);
  }

  static GenericNetlink open(String family) throws NetlinkException {
    GenericNetlink netlink;
    try {
      netlink = GenericNetlink.open(family, IpvsCommand.VERSION);
    } catch (NetlinkException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        throw e.withAdvice(
            "no IPVS in this kernel: load the module with `modprobe ip_vs`; if there is no such"
                + " module, install a kernel that has it, or set `dataplane: embedded`");
      }
      throw e;
    }
    try {
      // Every command of the family needs the capability; better now than at the first change.
      info(netlink);
      return netlink;
    } catch (NetlinkException e) {
      netlink.close();
      throw e;
    }
  }

  static IpvsInfo info(GenericNetlink netlink) throws NetlinkException {
    List<IpvsInfo> answers =
        netlink.query(
            netlink.request(IpvsCommand.GET_INFO.number(), "IPVS_CMD_GET_INFO", to -> {}),
            attributes ->
                Optional.of(
                    IpvsInfo.of(
                        attributes.require(IPVS_INFO_ATTR_VERSION).u32(),
                        attributes.require(IPVS_INFO_ATTR_CONN_TAB_SIZE).u32())));
    if (answers.isEmpty()) {
      throw NetlinkException.refused("IPVS_CMD_GET_INFO", Errno.EPROTO, "an empty answer");
    }
    return answers.get(0);
  }
}

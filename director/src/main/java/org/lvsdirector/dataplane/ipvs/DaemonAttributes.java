package org.lvsdirector.dataplane.ipvs;

import java.net.Inet6Address;
import java.util.function.Consumer;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;
import org.lvsdirector.netlink.StructNlAttr;

/** IPVS_DAEMON_ATTR_*, uapi linux/ip_vs.h; those from SYNC_MAXLEN on since Linux 4.3. */
final class DaemonAttributes {
  static final int STATE = 1;
  static final int MCAST_IFN = 2;
  static final int SYNC_ID = 3;
  static final int SYNC_MAXLEN = 4;
  static final int MCAST_GROUP = 5;
  static final int MCAST_GROUP6 = 6;
  static final int MCAST_PORT = 7;
  static final int MCAST_TTL = 8;

  private DaemonAttributes() {}

  static Consumer<NlAttrWriter> pack(SyncDaemon daemon) {
    return to -> {
      to.u32(STATE, daemon.state().number());
      to.string(MCAST_IFN, daemon.interfaceName());
      to.u32(SYNC_ID, daemon.syncId());
      if (daemon.maxLength() != 0) {
        to.u16(SYNC_MAXLEN, daemon.maxLength());
      }
      boolean v6 = daemon.group() instanceof Inet6Address;
      to.bytes(v6 ? MCAST_GROUP6 : MCAST_GROUP, daemon.group().getAddress());
      to.u16(MCAST_PORT, daemon.port());
      to.u8(MCAST_TTL, daemon.ttl());
    };
  }

  static SyncDaemon parse(NlAttrs attributes) throws NetlinkException {
    StructNlAttr group =
        attributes.require(attributes.has(MCAST_GROUP6) ? MCAST_GROUP6 : MCAST_GROUP);
    return new SyncDaemon(
        state(attributes.require(STATE)),
        attributes.require(MCAST_IFN).string(),
        attributes.require(SYNC_ID).u32(),
        attributes.require(SYNC_MAXLEN).u16(),
        group.address(),
        attributes.require(MCAST_PORT).u16(),
        attributes.require(MCAST_TTL).u8());
  }

  private static SyncDaemon.State state(StructNlAttr attribute) throws NetlinkException {
    int number = attribute.u32();
    for (SyncDaemon.State state : SyncDaemon.State.values()) {
      if (state.number() == number) {
        return state;
      }
    }
    throw NetlinkException.malformed("state of a sync daemon", attribute.value());
  }
}

package org.lvsdirector.dataplane.ipvs;

import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;
import org.lvsdirector.netlink.StructNlAttr;

/** IPVS_CMD_ATTR_TIMEOUT_* of IPVS_CMD_SET_CONFIG and GET_CONFIG, uapi linux/ip_vs.h; seconds. */
final class TimeoutAttributes {
  static final int TCP = 4;
  static final int TCP_FIN = 5;
  static final int UDP = 6;

  private TimeoutAttributes() {}

  /** The kernel leaves a timeout as it is where it is told 0. */
  static Consumer<NlAttrWriter> pack(Timeouts timeouts) {
    return to -> {
      to.u32(TCP, timeouts.tcp());
      to.u32(TCP_FIN, timeouts.tcpFin());
      to.u32(UDP, timeouts.udp());
    };
  }

  static Timeouts parse(NlAttrs attributes) throws NetlinkException {
    return new Timeouts(
        seconds(attributes, TCP), seconds(attributes, TCP_FIN), seconds(attributes, UDP));
  }

  /** A kernel without TCP or UDP in its IPVS leaves out their attributes. */
  private static int seconds(NlAttrs attributes, int type) throws NetlinkException {
    Optional<StructNlAttr> attribute = attributes.find(type);
    return attribute.isPresent() ? attribute.get().u32() : 0;
  }
}

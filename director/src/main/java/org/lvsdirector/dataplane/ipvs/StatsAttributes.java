package org.lvsdirector.dataplane.ipvs;

import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrs;

/** IPVS_STATS_ATTR_* as they come in a nest STATS64 (Linux 4.1), uapi linux/ip_vs.h. */
final class StatsAttributes {
  static final int CONNS = 1;
  static final int INPKTS = 2;
  static final int OUTPKTS = 3;
  static final int INBYTES = 4;
  static final int OUTBYTES = 5;
  static final int CPS = 6;
  static final int INPPS = 7;
  static final int OUTPPS = 8;
  static final int INBPS = 9;
  static final int OUTBPS = 10;

  private StatsAttributes() {}

  static Traffic parse(NlAttrs attributes) throws NetlinkException {
    return new Traffic(
        attributes.require(CONNS).u64(),
        attributes.require(INPKTS).u64(),
        attributes.require(OUTPKTS).u64(),
        attributes.require(INBYTES).u64(),
        attributes.require(OUTBYTES).u64());
  }

  /** The same by the second, as the kernel's estimators have it. */
  static Traffic parseRates(NlAttrs attributes) throws NetlinkException {
    return new Traffic(
        attributes.require(CPS).u64(),
        attributes.require(INPPS).u64(),
        attributes.require(OUTPPS).u64(),
        attributes.require(INBPS).u64(),
        attributes.require(OUTBPS).u64());
  }
}

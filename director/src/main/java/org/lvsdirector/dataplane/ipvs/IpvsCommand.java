package org.lvsdirector.dataplane.ipvs;

/** IPVS_CMD_* of generic netlink, and the attributes next to the header, uapi linux/ip_vs.h. */
enum IpvsCommand {
  NEW_SERVICE(1),
  SET_SERVICE(2),
  DEL_SERVICE(3),
  GET_SERVICE(4),
  NEW_DEST(5),
  SET_DEST(6),
  DEL_DEST(7),
  GET_DEST(8),
  NEW_DAEMON(9),
  DEL_DAEMON(10),
  GET_DAEMON(11),
  SET_CONFIG(12),
  GET_CONFIG(13),
  GET_INFO(15),
  ZERO(16),
  FLUSH(17);

  static final String FAMILY = "IPVS";
  static final int VERSION = 1;

  static final int IPVS_CMD_ATTR_SERVICE = 1;
  static final int IPVS_CMD_ATTR_DEST = 2;
  static final int IPVS_CMD_ATTR_DAEMON = 3;

  private final int number;

  IpvsCommand(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}

package org.lvsdirector.ops.ipvsadm;

import java.util.Locale;

/** What modifies an action. Options of one group exclude each other. */
enum Option {
  TCP_SERVICE('t', Value.REQUIRED, "service-address"),
  UDP_SERVICE('u', Value.REQUIRED, "service-address"),
  SCTP_SERVICE(Option.NO_LETTER, Value.REQUIRED, "service-address"),
  FWMARK_SERVICE('f', Value.REQUIRED, "service-address"),
  IPV6('6', Value.NONE, ""),
  SCHEDULER('s', Value.REQUIRED, "scheduler"),
  PE(Option.NO_LETTER, Value.REQUIRED, "pe"),
  PERSISTENT('p', Value.OPTIONAL, "persistent"),
  NETMASK('M', Value.REQUIRED, "netmask"),
  OPS('o', Value.NONE, "ops"),
  SCHED_FLAGS('b', Value.REQUIRED, "sched-flags"),
  REAL_SERVER('r', Value.REQUIRED, "real-server"),
  GATEWAYING('g', Value.NONE, "forwarding-method"),
  IPIP('i', Value.NONE, "forwarding-method"),
  MASQUERADING('m', Value.NONE, "forwarding-method"),
  WEIGHT('w', Value.REQUIRED, "weight"),
  U_THRESHOLD('x', Value.REQUIRED, "u-threshold"),
  L_THRESHOLD('y', Value.REQUIRED, "l-threshold"),
  TUN_TYPE(Option.NO_LETTER, Value.REQUIRED, "tun-type"),
  TUN_PORT(Option.NO_LETTER, Value.REQUIRED, "tun-port"),
  TUN_NOCSUM(Option.NO_LETTER, Value.NONE, "tun-nocsum"),
  TUN_CSUM(Option.NO_LETTER, Value.NONE, "tun-csum"),
  TUN_REMCSUM(Option.NO_LETTER, Value.NONE, "tun-remcsum"),
  CONNECTION('c', Value.NONE, "connection"),
  TIMEOUT(Option.NO_LETTER, Value.NONE, "timeout"),
  DAEMON(Option.NO_LETTER, Value.NONE, "daemon"),
  STATS(Option.NO_LETTER, Value.NONE, "stats"),
  RATE(Option.NO_LETTER, Value.NONE, "rate"),
  EXACT(Option.NO_LETTER, Value.NONE, "exact"),
  THRESHOLDS(Option.NO_LETTER, Value.NONE, "thresholds"),
  PERSISTENT_CONN(Option.NO_LETTER, Value.NONE, "persistent-conn"),
  TUN_INFO(Option.NO_LETTER, Value.NONE, "tun-info"),
  NOSORT(Option.NO_LETTER, Value.NONE, "nosort"),
  SORT(Option.NO_LETTER, Value.NONE, ""),
  NUMERIC('n', Value.NONE, "numeric"),
  SYNCID(Option.NO_LETTER, Value.REQUIRED, "syncid"),
  SYNC_MAXLEN(Option.NO_LETTER, Value.REQUIRED, "sync-maxlen"),
  MCAST_INTERFACE(Option.NO_LETTER, Value.REQUIRED, "mcast-interface"),
  MCAST_GROUP(Option.NO_LETTER, Value.REQUIRED, "mcast-group"),
  MCAST_PORT(Option.NO_LETTER, Value.REQUIRED, "mcast-port"),
  MCAST_TTL(Option.NO_LETTER, Value.REQUIRED, "mcast-ttl");

  /** In place of a letter where there is only the long name. */
  static final char NO_LETTER = 0;

  private final char letter;
  private final Value value;
  private final String group;

  Option(char letter, Value value, String group) {
    this.letter = letter;
    this.value = value;
    this.group = group;
  }

  /** Whether an option has a value. */
  enum Value {
    NONE,
    /** Only behind an equals sign, or as the next word where that does not begin with a dash. */
    OPTIONAL,
    REQUIRED
  }

  char letter() {
    return letter;
  }

  Value value() {
    return value;
  }

  /** Empty for an option that goes with every action and may be repeated. */
  String group() {
    return group;
  }

  String longName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

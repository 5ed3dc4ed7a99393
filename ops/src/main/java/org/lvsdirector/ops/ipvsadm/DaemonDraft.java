package org.lvsdirector.ops.ipvsadm;

import java.net.InetAddress;
import java.util.Optional;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;

/** The options about a synchronization daemon. */
final class DaemonDraft {
  private static final int LONGEST = 65535 - 20 - 8;

  private String interfaceName = "";
  private int syncId;
  private int maxLength;
  private InetAddress group = SyncDaemon.DEFAULT_GROUP;
  private int port = SyncDaemon.DEFAULT_PORT;
  private int ttl = 1;

  /** Takes an option; false where it is not about a daemon. */
  boolean take(Option option, String value) throws UsageException {
    switch (option) {
      case MCAST_INTERFACE -> interfaceName = value;
      case SYNCID -> syncId = (int) Numbers.require("sync id", value, 0, 255);
      case SYNC_MAXLEN -> maxLength = (int) Numbers.require("length", value, 1, LONGEST);
      case MCAST_GROUP -> group = group(value);
      case MCAST_PORT -> port = (int) Numbers.require("port", value, 1, 65535);
      case MCAST_TTL -> ttl = (int) Numbers.require("time to live", value, 1, 255);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static InetAddress group(String value) throws UsageException {
    Optional<InetAddress> parsed = Hosts.v6(value).or(() -> Hosts.v4(value));
    return parsed
        .filter(InetAddress::isMulticastAddress)
        .orElseThrow(
            () ->
                UsageException.value(
                    "'%s' is not a multicast address, such as 224.0.0.81 or ff02::81"
                        .formatted(value)));
  }

  static SyncDaemon.State state(String value) throws UsageException {
    return switch (value) {
      case "master" -> SyncDaemon.State.MASTER;
      case "backup" -> SyncDaemon.State.BACKUP;
      default -> throw UsageException.value("a daemon is master or backup, not '" + value + "'");
    };
  }

  SyncDaemon daemon(SyncDaemon.State state) {
    return new SyncDaemon(state, interfaceName, syncId, maxLength, group, port, ttl);
  }
}

package org.lvsdirector.dataplane.ipvs;

import java.net.InetAddress;
import org.lvsdirector.model.Addresses;

/**
 * A thread of the kernel that sends or receives connection entries.
 *
 * @param interfaceName where it sends or listens; it must be up
 * @param syncId 0–255; a backup takes messages with its own id, one with id 0 takes all
 * @param maxLength of a message in bytes; 0 = what the kernel makes of the interface's MTU
 * @param group a multicast address, IPv4 or IPv6
 * @param port UDP, 1–65535, the first of as many as sync_ports says
 * @param ttl 1–255
 */
public record SyncDaemon(
    State state,
    String interfaceName,
    int syncId,
    int maxLength,
    InetAddress group,
    int port,
    int ttl) {
  /** The kernel's group, 224.0.0.81. */
  public static final InetAddress DEFAULT_GROUP = Addresses.parse("224.0.0.81").orElseThrow();

  /** The kernel's port. */
  public static final int DEFAULT_PORT = 8848;

  /** Sender or receiver; both may run at once. IP_VS_STATE_*, uapi linux/ip_vs.h. */
  public enum State {
    MASTER(1),
    BACKUP(2);

    private final int number;

    State(int number) {
      this.number = number;
    }

    /** IPVS_DAEMON_ATTR_STATE. */
    public int number() {
      return number;
    }
  }

  /** A daemon with the kernel's defaults. */
  public static SyncDaemon of(State state, String interfaceName, int syncId) {
    return new SyncDaemon(state, interfaceName, syncId, 0, DEFAULT_GROUP, DEFAULT_PORT, 1);
  }
}

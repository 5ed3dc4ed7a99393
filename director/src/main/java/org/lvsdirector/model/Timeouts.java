package org.lvsdirector.model;

/**
 * How long IPVS keeps connections that say nothing, for all services of a kernel's network
 * namespace alike; 0 = as the kernel has it.
 *
 * @param tcp established TCP connections, seconds
 * @param tcpFin TCP connections after a FIN, seconds
 * @param udp UDP, seconds
 */
public record Timeouts(int tcp, int tcpFin, int udp) {
  /** All as the kernel has them. */
  public static final Timeouts UNSET = new Timeouts(0, 0, 0);

  /** Whether those that this one sets are so in the other. */
  public boolean heldBy(Timeouts other) {
    return held(tcp, other.tcp) && held(tcpFin, other.tcpFin) && held(udp, other.udp);
  }

  private static boolean held(int wanted, int actual) {
    return wanted == 0 || wanted == actual;
  }
}

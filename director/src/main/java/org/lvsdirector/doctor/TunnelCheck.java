package org.lvsdirector.doctor;

import java.util.Optional;
import org.lvsdirector.kernel.RealServerSettings;
import org.lvsdirector.netlink.Link;

/** Whether the interface that unpacks ipip packets is there and up. */
final class TunnelCheck {
  private TunnelCheck() {}

  static Finding of(Machine machine) {
    String subject = "interface " + RealServerSettings.TUNNEL;
    Optional<Link> tunnel = machine.link(RealServerSettings.TUNNEL);
    if (tunnel.isEmpty()) {
      return Finding.wrong(
          subject, "does not exist: nobody unpacks the director's packets", "modprobe ipip");
    }
    return tunnel.get().up()
        ? Finding.ok(subject, "up")
        : Finding.wrong(
            subject,
            "is down: the director's packets are dropped",
            "ip link set " + RealServerSettings.TUNNEL + " up");
  }
}

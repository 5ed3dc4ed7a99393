package org.lvsdirector.realserver;

import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.model.Family;

/** The interfaces that receive what a director sends by TUN, one for each family of tunnel. */
public enum Tunnel {
  TUNL0("tunl0", "ipip", 768),
  IP6TNL0("ip6tnl0", "ip6_tunnel", 769);

  private final String device;
  private final String module;
  private final int linkType;

  Tunnel(String device, String module, int linkType) {
    this.device = device;
    this.module = module;
    this.linkType = linkType;
  }

  /** The interface that is there as soon as the module is, and takes packets of every sender. */
  public String device() {
    return device;
  }

  /** The kernel module that brings it. */
  public String module() {
    return module;
  }

  /** ARPHRD_TUNNEL or ARPHRD_TUNNEL6 (uapi linux/if_arp.h), also of the module's other links. */
  public int linkType() {
    return linkType;
  }

  /** The tunnel of packets of this family within packets of the same family. */
  static Tunnel of(Family family) {
    return family == Family.INET ? TUNL0 : IP6TNL0;
  }

  static Optional<Tunnel> ofDevice(String device) {
    return Arrays.stream(values()).filter(it -> it.device.equals(device)).findFirst();
  }
}

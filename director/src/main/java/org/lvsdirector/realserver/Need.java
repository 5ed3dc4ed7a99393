package org.lvsdirector.realserver;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.kernel.RealServerSettings;
import org.lvsdirector.kernel.Setting;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Vip;
import org.lvsdirector.realserver.Thing.DefaultRoute;
import org.lvsdirector.realserver.Thing.LocalAddress;
import org.lvsdirector.realserver.Thing.Sysctl;
import org.lvsdirector.realserver.Thing.TunnelLink;

/**
 * What a forwarding method asks of a real server.
 *
 * @param should the state the thing must have, see {@link Thing}
 */
public record Need(Thing thing, String should) {

  /**
   * What direct routing asks: the VIP on {@code lo}, and silence about it on the segment. IPv6 asks
   * for no silence: an interface answers only for addresses of its own (RFC 4861, 7.2.3).
   */
  public static List<Need> dr(InetAddress vip) {
    return held(vip, "lo");
  }

  /**
   * What tunnelling asks: the tunnel's interface with the VIP on it, silence about the VIP, and no
   * check that the way back to a client is the way its packets came, for they come by the tunnel.
   */
  public static List<Need> tun(InetAddress vip) {
    Tunnel tunnel = Tunnel.of(Family.of(vip));
    List<Need> needs = new ArrayList<>();
    needs.add(new Need(new TunnelLink(tunnel), Thing.UP));
    if (tunnel == Tunnel.TUNL0) {
      // The kernel takes the greater of the two.
      needs.add(conf("all", "rp_filter", "0"));
      needs.add(conf(tunnel.device(), "rp_filter", "0"));
    }
    needs.addAll(held(vip, tunnel.device()));
    return List.copyOf(needs);
  }

  /** What NAT asks: that answers go back through the director. */
  public static List<Need> nat(InetAddress gateway) {
    return List.of(new Need(new DefaultRoute(gateway), Thing.PRESENT));
  }

  /** In the order in which to do it: silent first, then the address. */
  private static List<Need> held(InetAddress vip, String device) {
    List<Need> needs = new ArrayList<>();
    if (Family.of(vip) == Family.INET) {
      for (Setting silent : RealServerSettings.of(ForwardingMethod.DR, List.of("all", device))) {
        needs.add(new Need(new Sysctl(silent.sysctl().toString()), silent.wanted()));
      }
    }
    needs.add(new Need(new LocalAddress(alone(vip), device), Thing.PRESENT));
    return List.copyOf(needs);
  }

  /** The address with a prefix as long as itself. */
  static Vip alone(InetAddress address) {
    return new Vip(address, Family.of(address).bits());
  }

  private static Need conf(String link, String name, String should) {
    return new Need(new Sysctl("net.ipv4.conf." + link + "." + name), should);
  }
}

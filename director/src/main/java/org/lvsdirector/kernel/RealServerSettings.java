package org.lvsdirector.kernel;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.config.Treatment;
import org.lvsdirector.model.ForwardingMethod;

/**
 * Which IPv4 settings a real server needs; a pure function. IPv6 needs none: Linux answers
 * neighbour solicitations only for addresses of the interface that they arrive on.
 */
public final class RealServerSettings {
  /** The interface on which ipip packets are unpacked. */
  public static final String TUNNEL = "tunl0";

  private RealServerSettings() {}

  /**
   * The settings for a forwarding method, in the order in which they are to be set.
   *
   * @param interfaces that ARP requests arrive on, or {@code all}
   */
  public static List<Setting> of(ForwardingMethod forward, List<String> interfaces) {
    List<Setting> settings = new ArrayList<>();
    if (forward == ForwardingMethod.DR || forward == ForwardingMethod.TUN) {
      for (String each : interfaces) {
        settings.add(
            need(
                Sysctl.ipv4Conf(each, "arp_ignore"),
                List.of("1", "2"),
                "this machine answers ARP for the VIP and takes it from the director"));
        settings.add(
            need(
                Sysctl.ipv4Conf(each, "arp_announce"),
                List.of("2"),
                "its ARP requests with the VIP as sender turn neighbours away from the director"));
      }
    }
    if (forward == ForwardingMethod.TUN) {
      settings.add(
          need(
              Sysctl.ipv4Conf(TUNNEL, "rp_filter"),
              List.of("2", "0"),
              "unpacked packets are dropped, for the way back to clients is another interface"));
    }
    return settings;
  }

  private static Setting need(Sysctl sysctl, List<String> accepted, String why) {
    return new Setting(sysctl, accepted, Treatment.APPLY, why);
  }
}

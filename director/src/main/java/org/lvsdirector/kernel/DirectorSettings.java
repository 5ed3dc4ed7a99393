package org.lvsdirector.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.config.KernelConfig;
import org.lvsdirector.config.SyncMode;
import org.lvsdirector.config.Treatment;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.VirtualService;

/**
 * Which settings a director's services need; a pure function. DR and TUN need no forwarding: IPVS
 * takes their packets where they are delivered locally, and the answers do not come back.
 */
public final class DirectorSettings {
  private static final String SEND_REDIRECTS = "send_redirects";
  private static final Set<ForwardingMethod> REWRITING =
      EnumSet.of(ForwardingMethod.NAT, ForwardingMethod.FULLNAT);

  private final Config config;
  private final KernelConfig kernel;
  private final List<Setting> settings = new ArrayList<>();

  private DirectorSettings(Config config) {
    this.config = config;
    this.kernel = config.kernel();
  }

  /**
   * The settings that a configuration needs and that are not switched off, in the order in which
   * they are to be set.
   *
   * @param defaultRoutes the interfaces that carry an IPv4 default route
   */
  public static List<Setting> of(Config config, Set<String> defaultRoutes) {
    if (config.dataplane() == DataplaneKind.EMBEDDED) {
      return List.of();
    }
    DirectorSettings needs = new DirectorSettings(config);
    needs.forwarding();
    needs.redirects();
    needs.reversePath(defaultRoutes);
    needs.conntrack();
    needs.sync();
    needs.connections();
    needs.wishes();
    return needs.settings.stream().filter(setting -> setting.treatment() != Treatment.OFF).toList();
  }

  private void forwarding() {
    if (rewriting().anyMatch(service -> service.key().family() == Family.INET)) {
      need(
          new Sysctl("net/ipv4/ip_forward"),
          List.of("1"),
          kernel.ipForward(),
          "the kernel drops the answers of nat and fullnat servers");
    }
    if (rewriting().anyMatch(service -> service.key().family() == Family.INET6)) {
      need(
          new Sysctl("net/ipv6/conf/all/forwarding"),
          List.of("1"),
          kernel.ipv6Forward(),
          "the kernel drops the answers of nat and fullnat servers");
    }
  }

  private void redirects() {
    if (services(ForwardingMethod.NAT).noneMatch(it -> it.key().family() == Family.INET)) {
      return;
    }
    // An interface sends them when it or all does.
    Stream.concat(Stream.of("all"), interfaces())
        .forEach(
            name ->
                need(
                    Sysctl.ipv4Conf(name, SEND_REDIRECTS),
                    List.of("0"),
                    kernel.sendRedirects(),
                    "nat servers on the clients' segment are told to answer past the director"));
  }

  private void reversePath(Set<String> defaultRoutes) {
    if (defaultRoutes.isEmpty()) {
      return;
    }
    interfaces()
        .filter(name -> !defaultRoutes.contains(name))
        .forEach(
            name ->
                need(
                    Sysctl.ipv4Conf(name, "rp_filter"),
                    List.of("2", "0"),
                    kernel.rpFilter(),
                    "clients are dropped whose way back is the default route, elsewhere"));
  }

  private void conntrack() {
    if (services(ForwardingMethod.FULLNAT).findAny().isPresent()) {
      need(
          Sysctl.vs("conntrack"),
          List.of("1"),
          kernel.vsConntrack(),
          "fullnat's source addresses are not rewritten");
      // Segments on which the packet filter has not kept up with TCP's windows reach IPVS without
      // their entry; behind IPVS they get another, whose source port another connection owns.
      need(
          new Sysctl("net/netfilter/nf_conntrack_tcp_be_liberal"),
          List.of("1"),
          kernel.vsConntrack(),
          "connections that another director had in between are sent on from wrong ports");
    }
  }

  /**
   * A connection is sent when it is established, even if it never says a word afterwards, and again
   * when its timer has moved by ten seconds. The kernel's default, "3 50", leaves out connections
   * until their third packet and lets the copies of slow ones expire.
   */
  private void sync() {
    if (config.sync() == SyncMode.OFF || config.cluster().members().size() < 2) {
      return;
    }
    vs(
        "sync_threshold",
        "0 0",
        "backups learn connections too late, so that a failover breaks them");
    vs("sync_refresh_period", "10", "the backups' copies of slow connections expire");
    vs("sync_sock_size", "16777216", "bursts of sync messages are lost");
    if (config.sync() == SyncMode.RELAY) {
      vs("sync_ports", "1", "only some of what the kernel tells is heard");
    }
    vs("backup_only", "0", "a node that receives sync messages forwards nothing");
  }

  private void connections() {
    if (!config.services().isEmpty()) {
      // It is the kernel's word for two things: a SYN from a port that a dead or drained server
      // knows is scheduled anew, and what is left of a deleted server is dropped at once.
      vs(
          "expire_nodest_conn",
          "1",
          "clients that use a port again go to a dead server, those of a deleted one hang");
    }
    if (config.services().stream().anyMatch(service -> service.persistence().isOn())) {
      vs("expire_quiescent_template", "1", "persistent clients never leave a drained server");
    }
  }

  /** Those that the node would leave as they are. */
  private void wishes() {
    for (Map.Entry<String, String> wish : kernel.vsValues().entrySet()) {
      Sysctl sysctl = Sysctl.vs(wish.getKey());
      if (settings.stream().noneMatch(it -> it.sysctl().equals(sysctl))) {
        vs(wish.getKey(), wish.getValue(), "it is not as kernel-settings says");
      }
    }
  }

  private void vs(String name, String usual, String why) {
    String wanted = kernel.vsValues().getOrDefault(name, usual);
    need(Sysctl.vs(name), List.of(wanted), kernel.vs(), why);
  }

  private void need(Sysctl sysctl, List<String> accepted, Treatment treatment, String why) {
    settings.add(new Setting(sysctl, accepted, treatment, why));
  }

  private Stream<VirtualService> services(ForwardingMethod forward) {
    return config.services().stream().filter(service -> service.forward() == forward);
  }

  private Stream<VirtualService> rewriting() {
    return config.services().stream().filter(service -> REWRITING.contains(service.forward()));
  }

  private Stream<String> interfaces() {
    return config.vipGroups().stream().flatMap(group -> group.interfaces().stream()).distinct();
  }
}

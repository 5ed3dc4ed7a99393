package org.lvsdirector.config;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;

/** Reads {@code kernel-settings:}. */
final class KernelSection {
  static final Key<Treatment> IP_FORWARD =
      key("ip-forward", Treatment.APPLY, "net.ipv4.ip_forward=1, for forward: nat and fullnat.");
  static final Key<Treatment> IPV6_FORWARD =
      key(
          "ipv6-forward",
          Treatment.REPORT,
          "net.ipv6.conf.all.forwarding=1, for nat and fullnat with IPv6; it also makes the kernel"
              + " drop routes learnt from router advertisements where accept_ra is not 2.");
  static final Key<Treatment> SEND_REDIRECTS =
      key(
          "send-redirects",
          Treatment.APPLY,
          "net.ipv4.conf.*.send_redirects=0 on the VIPs' interfaces, for nat: a redirect leads the"
              + " servers' answers around the director.");
  static final Key<Treatment> RP_FILTER =
      key(
          "rp-filter",
          Treatment.REPORT,
          "net.ipv4.conf.*.rp_filter=2 on VIPs' interfaces that do not carry the default route:"
              + " strict filtering drops clients from afar there.");
  static final Key<Treatment> VS_CONNTRACK =
      key(
          "vs-conntrack",
          Treatment.APPLY,
          "net.ipv4.vs.conntrack=1 and net.netfilter.nf_conntrack_tcp_be_liberal=1, for fullnat.");
  static final Key<Treatment> VS =
      key(
          "vs",
          Treatment.APPLY,
          "net.ipv4.vs.*: sync_threshold, sync_refresh_period, sync_sock_size, sync_ports and"
              + " backup_only for sync; expire_nodest_conn=1; expire_quiescent_template=1 for persistence;"
              + " with other values where keys below give them.");

  static final Section SECTION =
      new Section(
          "kernel-settings",
          Stream.concat(
                  Stream.of(IP_FORWARD, IPV6_FORWARD, SEND_REDIRECTS, RP_FILTER, VS_CONNTRACK, VS),
                  VsValues.keys().stream())
              .toList());

  private KernelSection() {}

  static KernelConfig read(Optional<Mapping> section, SyncMode sync) {
    return new KernelConfig(
        value(section, IP_FORWARD),
        value(section, IPV6_FORWARD),
        value(section, SEND_REDIRECTS),
        value(section, RP_FILTER),
        value(section, VS_CONNTRACK),
        value(section, VS),
        VsValues.read(section, sync));
  }

  private static Treatment value(Optional<Mapping> section, Key<Treatment> key) {
    return section.map(it -> it.get(key)).or(key::fallback).orElseThrow();
  }

  private static Key<Treatment> key(String name, Treatment usual, String meaning) {
    String fallback = usual.name().toLowerCase(Locale.ROOT);
    return Key.of(name, Kinds.label(Treatment.class, "a treatment"), fallback, meaning);
  }
}

package org.lvsdirector.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node does about the settings of its kernel; only those that its services need are looked
 * at.
 *
 * @param ipForward net.ipv4.ip_forward, for nat and fullnat
 * @param ipv6Forward net.ipv6.conf.all.forwarding, for nat and fullnat
 * @param sendRedirects net.ipv4.conf.*.send_redirects, for nat
 * @param rpFilter net.ipv4.conf.*.rp_filter, for VIPs on another interface than the default route
 * @param vsConntrack net.ipv4.vs.conntrack and what it needs of the packet filter, for fullnat
 * @param vs the other settings below net.ipv4.vs
 * @param vsValues what they are to be, by their names, where the configuration says so
 */
public record KernelConfig(
    Treatment ipForward,
    Treatment ipv6Forward,
    Treatment sendRedirects,
    Treatment rpFilter,
    Treatment vsConntrack,
    Treatment vs,
    Map<String, String> vsValues) {
  /** Copies the map, sorted. */
  public KernelConfig {
    vsValues = Collections.unmodifiableMap(new TreeMap<>(vsValues));
  }
}

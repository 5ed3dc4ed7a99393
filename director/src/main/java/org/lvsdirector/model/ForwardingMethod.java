package org.lvsdirector.model;

import java.util.Locale;

/**
 * How a packet gets from the director to the real server.
 *
 * <p>NAT rewrites the destination and needs the replies to come back through the director; DR
 * rewrites only the frame's MAC address; TUN encapsulates in IP; FULLNAT is NAT with a source
 * address of the director, so that replies come back by themselves.
 */
public enum ForwardingMethod {
  NAT,
  DR,
  TUN,
  FULLNAT;

  /** The name as the configuration writes it, e.g. {@code dr}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

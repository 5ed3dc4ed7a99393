package org.lvsdirector.dataplane;

import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Tunnel;

/**
 * The rule of one real server of a service.
 *
 * @param weight 0 = no new connections
 * @param upperThreshold 0 = no limit
 * @param lowerThreshold 0 = the kernel's default
 * @param tunnel of no account unless the method is TUNNEL
 */
public record Destination(
    Endpoint endpoint,
    Method method,
    int weight,
    int upperThreshold,
    int lowerThreshold,
    Tunnel tunnel) {
  /** A destination that is reached, if by TUNNEL, by IP in IP. */
  public Destination(
      Endpoint endpoint, Method method, int weight, int upperThreshold, int lowerThreshold) {
    this(endpoint, method, weight, upperThreshold, lowerThreshold, Tunnel.IPIP);
  }
}

package org.lvsdirector.dataplane;

import org.lvsdirector.model.Endpoint;

/**
 * The rule of one real server of a service.
 *
 * @param weight 0 = no new connections
 * @param upperThreshold 0 = no limit
 * @param lowerThreshold 0 = the kernel's default
 */
public record Destination(
    Endpoint endpoint, Method method, int weight, int upperThreshold, int lowerThreshold) {}

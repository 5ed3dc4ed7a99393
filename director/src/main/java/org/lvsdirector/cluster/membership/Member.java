package org.lvsdirector.cluster.membership;

import org.lvsdirector.model.Endpoint;

/**
 * A member of the cluster.
 *
 * @param node its name in the configuration
 * @param endpoint where it listens for cluster traffic
 * @param incarnation differs each time a node joins
 */
public record Member(String node, Endpoint endpoint, String incarnation) {}

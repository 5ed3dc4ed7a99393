package org.lvsdirector.drain;

/**
 * What a node knows of a server that is drained.
 *
 * @param late whether the deadline has passed
 * @param over whether it is known already that no connection is left
 * @param inCharge whether the service's traffic comes through this node, so that its count is the
 *     one that counts
 * @param settled whether the rules in force keep new connections away
 * @param quiet whether no client can come back by persistence any more
 * @param cleared whether this node's own table was found without a connection of the server since
 *     the deadline
 * @param connections that the node's data plane counts
 */
record Facts(
    boolean late,
    boolean over,
    boolean inCharge,
    boolean settled,
    boolean quiet,
    boolean cleared,
    long connections) {}

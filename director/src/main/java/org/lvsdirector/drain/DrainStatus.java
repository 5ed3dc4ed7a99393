package org.lvsdirector.drain;

/**
 * A drain as one node sees it.
 *
 * @param phase draining, lingering, clearing or drained
 * @param inCharge whether the service's traffic comes through this node; elsewhere the counts are
 *     those of a backup's table
 * @param connections left, as this node's data plane counts them
 * @param perSecond by how many they became fewer in a second of the last minute
 * @param remainingSeconds until the deadline; -1 where there is none
 * @param expectedSeconds until the last connection ends; -1 where that can not be foreseen
 * @param closed connections that this node has closed
 * @param moved flows that this node has moved to other servers
 * @param then hold or remove
 * @param leftovers keep, kill or move
 * @param templates ignore or respect
 * @param fault what keeps it from being done as ordered; empty when nothing does
 */
public record DrainStatus(
    String service,
    String server,
    String phase,
    boolean inCharge,
    long connections,
    double perSecond,
    long remainingSeconds,
    long expectedSeconds,
    long closed,
    long moved,
    String then,
    String leftovers,
    String templates,
    String fault) {}

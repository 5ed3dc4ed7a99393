package org.lvsdirector.netlink;

import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

/**
 * A connection that the kernel's connection tracking knows, seen from both ends.
 *
 * @param source who opened it, as the first packet named it
 * @param destination what it was opened to, as the first packet named it
 * @param replySource who answers; differs from the destination where that was translated
 * @param replyDestination where the answers go; differs from the source where that was translated
 * @param timeoutSeconds until it is forgotten when no packet comes
 * @param start when it was first seen; empty unless net.netfilter.nf_conntrack_timestamp is 1
 */
public record TrackedConnection(
    Protocol protocol,
    Endpoint source,
    Endpoint destination,
    Endpoint replySource,
    Endpoint replyDestination,
    long timeoutSeconds,
    Optional<Instant> start) {}

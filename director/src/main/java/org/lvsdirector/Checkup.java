package org.lvsdirector;

import java.time.Instant;

/**
 * What is known of a server's checks beside their results, and of its place among the servers.
 *
 * @param nextCheck when it is checked next; null where nobody checks it
 * @param sentinel how the idle connection to it fares, whose end shows that its process ended;
 *     empty where none is wanted
 * @param flapping whether it fell three times or more within the last ten minutes
 * @param level 1–9: it serves while those of the levels below are too few
 * @param role what is special about its place: standby, slow-start, spared, no-quorum, or empty
 */
public record Checkup(
    Instant nextCheck, String sentinel, boolean flapping, int level, String role) {}

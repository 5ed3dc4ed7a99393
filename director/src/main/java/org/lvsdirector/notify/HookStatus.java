package org.lvsdirector.notify;

/**
 * How a hook fares.
 *
 * @param name which one it is, without secrets
 * @param told events that it took
 * @param failed events that it did not take in as many attempts as it has
 * @param dropped events that came while too many waited
 * @param waiting events that are yet to be told, with the one under way
 * @param fault why the last one was not told; empty when it was
 */
public record HookStatus(
    String name, long told, long failed, long dropped, int waiting, String fault) {}

package org.lvsdirector.sync;

import org.lvsdirector.model.Endpoint;

/**
 * What the kernel finds a connection by.
 *
 * @param protocol the IP protocol's number
 * @param client of a template with port 0
 */
public record ConnectionKey(int protocol, Endpoint client, Endpoint vip) {}

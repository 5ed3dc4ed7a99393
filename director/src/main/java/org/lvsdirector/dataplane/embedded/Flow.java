package org.lvsdirector.dataplane.embedded;

import java.net.InetAddress;

/** What a scheduler may know of a new connection. */
record Flow(InetAddress client, int clientPort, InetAddress service) {}

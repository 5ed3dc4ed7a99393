package org.lvsdirector.netfilter;

import java.net.InetAddress;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

/**
 * How many ports of a source address are taken towards one server; each connection takes one, until
 * connection tracking has forgotten it.
 */
public record PortUse(InetAddress source, Protocol protocol, Endpoint server, int used) {
  /** Ports 1024 to 65535: what the kernel chooses from where a client's port is 1024 or more. */
  public static final int CAPACITY = 64_512;

  /** From here on it is time for another address: four fifths. */
  public static final int WARNING = CAPACITY / 5 * 4;

  /** Below this a warning is over: seven tenths, lest it comes and goes. */
  static final int RELIEVED = CAPACITY / 10 * 7;
}

package org.lvsdirector.healthcheck;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is probed in a server's place.
 *
 * @param address empty = the server's
 * @param port empty = the server's
 */
public record Aim(Optional<InetAddress> address, OptionalInt port) {
  /** The server itself. */
  public static final Aim SERVER = new Aim(Optional.empty(), OptionalInt.empty());

  /** Where to probe for a server. */
  public InetSocketAddress of(InetSocketAddress server) {
    return equals(SERVER)
        ? server
        : new InetSocketAddress(address.orElse(server.getAddress()), port.orElse(server.getPort()));
  }
}

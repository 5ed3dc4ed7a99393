package org.lvsdirector.healthcheck.reactor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a connection goes, and how.
 *
 * @param source address it comes from; empty = as the kernel routes
 * @param device interface it leaves by (SO_BINDTODEVICE, socket(7))
 * @param mark firewall mark of its packets (SO_MARK, socket(7))
 * @param keeping how it is kept; empty = it is closed when it stands, without the server's process
 *     having heard of it: the handshake's last segment is held back (TCP_QUICKACK, tcp(7))
 */
public record Route(
    InetSocketAddress target,
    Optional<InetAddress> source,
    Optional<String> device,
    OptionalInt mark,
    Optional<Keeping> keeping) {
  /** A connection that is kept is closed as usual, and found dead when the peer falls silent. */
  public Route kept(Keeping how) {
    return new Route(target, source, device, mark, Optional.of(how));
  }

  /**
   * How an idle connection is found dead.
   *
   * @param idle silence after which the kernel asks the peer, every second from then on; whole
   *     seconds, at least one (TCP_KEEPIDLE, TCP_KEEPINTVL, tcp(7))
   * @param silence after which the connection is given up (TCP_USER_TIMEOUT, tcp(7))
   */
  public record Keeping(Duration idle, Duration silence) {}
}

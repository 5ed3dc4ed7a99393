package org.lvsdirector.address;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.PacketCapture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends stragglers on to the previous owner of an address, for the moment after it was taken.
 *
 * <p>A connection that is being opened or was just opened when the address moves is known to the
 * previous owner alone; the kernel sends such entries late or never. When its process died, or
 * hands over, that machine's kernel still forwards for a moment. So a copy of each segment whose
 * connection was not opened here goes there, under this machine's own Ethernet address. Where the
 * previous owner is dead the copies reach nobody.
 */
final class Detour {
  private static final Logger log = LoggerFactory.getLogger(Detour.class);
  private static final Duration WINDOW = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final int MAX_FLOWS = 65_536;

  private final MacAddress own;
  private final MacAddress previous;
  private final PacketCapture capture;
  private final Set<InetAddress> addresses = ConcurrentHashMap.newKeySet();
  private final Set<String> openedHere = new HashSet<>();
  private final long end = System.nanoTime() + WINDOW.toNanos();
  private long passedOn;

  private Detour(MacAddress own, MacAddress previous, PacketCapture capture) {
    this.own = own;
    this.previous = previous;
    this.capture = capture;
  }

  /**
   * Starts it. It must see every connection that is opened here, so it has to be started before the
   * address is there.
   */
  static Detour start(int interfaceIndex, MacAddress own, MacAddress previous, InetAddress address)
      throws NetlinkException {
    Detour detour = new Detour(own, previous, PacketCapture.open(interfaceIndex, PATIENCE));
    detour.addresses.add(address);
    Thread thread = new Thread(detour::run, "stragglers");
    thread.setDaemon(true);
    thread.start();
    return detour;
  }

  /** Opens and closes all that a detour needs. */
  static void rehearse(int interfaceIndex) throws NetlinkException {
    try (PacketCapture capture = PacketCapture.open(interfaceIndex, Duration.ofMillis(1))) {
      capture.next();
      capture.lost();
      TcpFrame.of(capture.frame());
    }
  }

  /** Takes one more address; false when the detour is over or leads elsewhere. */
  boolean serves(InetAddress address, MacAddress from) {
    boolean here = previous.equals(from) && System.nanoTime() - end < 0;
    return here && (addresses.add(address) || addresses.contains(address));
  }

  private void run() {
    try (capture) {
      boolean complete = true;
      while (complete && System.nanoTime() - end < 0) {
        if (capture.next()) {
          Optional<TcpFrame> segment = TcpFrame.of(capture.frame());
          complete = segment.isEmpty() || take(segment.get());
        }
      }
      log.info(
          "{} segments of connections opened before the take-over passed on to {}{}",
          passedOn,
          previous,
          complete ? "" : ", then too many came");
    } catch (NetlinkException refused) {
      log.warn("segments are not passed on to {}: {}", previous, refused.getMessage());
    }
  }

  /** False when it can no longer be known which connections were opened here. */
  private boolean take(TcpFrame segment) throws NetlinkException {
    if (!addresses.contains(segment.destination())) {
      return true;
    }
    if (segment.opening()) {
      openedHere.add(segment.flow());
      return openedHere.size() < MAX_FLOWS;
    }
    // What the previous owner sends here would only go round in circles.
    if (openedHere.contains(segment.flow()) || segment.sender().equals(previous)) {
      return true;
    }
    // With one opening missed, a healthy connection would be sent where it is unknown.
    if (capture.lost()) {
      return false;
    }
    capture.passOn(previous, own);
    passedOn++;
    return true;
  }
}

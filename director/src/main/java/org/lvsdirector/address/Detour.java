package org.lvsdirector.address;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.PacketCapture;
import org.lvsdirector.netlink.PacketSocket;
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
  private static final int MAX_FRAME = 1514;

  private final int interfaceIndex;
  private final MacAddress own;
  private final MacAddress previous;
  private final PacketCapture capture;
  private final PacketSocket out;
  private final Set<InetAddress> addresses = ConcurrentHashMap.newKeySet();
  private final Set<String> openedHere = new HashSet<>();
  private final long end = System.nanoTime() + WINDOW.toNanos();
  private long passedOn;

  private Detour(
      int interfaceIndex,
      MacAddress own,
      MacAddress previous,
      PacketCapture capture,
      PacketSocket out) {
    this.interfaceIndex = interfaceIndex;
    this.own = own;
    this.previous = previous;
    this.capture = capture;
    this.out = out;
  }

  /**
   * Starts it. It must see every connection that is opened here, so it has to be started before the
   * address is there.
   */
  static Detour start(int interfaceIndex, MacAddress own, MacAddress previous, InetAddress address)
      throws NetlinkException {
    PacketSocket out = PacketSocket.open();
    try {
      Detour detour =
          new Detour(
              interfaceIndex, own, previous, PacketCapture.open(interfaceIndex, PATIENCE), out);
      detour.addresses.add(address);
      Thread thread = new Thread(detour::run, "stragglers");
      thread.setDaemon(true);
      thread.start();
      return detour;
    } catch (NetlinkException refused) {
      out.close();
      throw refused;
    }
  }

  /** Opens and closes all that a detour needs. */
  static void rehearse(int interfaceIndex) throws NetlinkException {
    try (PacketSocket out = PacketSocket.open();
        PacketCapture capture = PacketCapture.open(interfaceIndex, Duration.ofMillis(1))) {
      capture.next();
      capture.lost();
      TcpFrame.of(capture.frame());
      log.debug("{} and {} work", out, capture);
    }
  }

  /** Takes one more address; false when the detour is over or leads elsewhere. */
  boolean serves(InetAddress address, MacAddress from) {
    boolean here = previous.equals(from) && System.nanoTime() - end < 0;
    return here && (addresses.add(address) || addresses.contains(address));
  }

  private void run() {
    try (capture;
        out) {
      boolean complete = true;
      while (complete && System.nanoTime() - end < 0) {
        if (capture.next()) {
          Optional<TcpFrame> segment = TcpFrame.of(capture.frame());
          // With one opening missed, a healthy connection would be sent where it is unknown.
          complete = openedHere.size() < MAX_FLOWS && !capture.lost();
          if (complete && segment.isPresent()) {
            take(segment.get(), capture.frame());
          }
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

  private void take(TcpFrame segment, ByteBuffer frame) throws NetlinkException {
    if (!addresses.contains(segment.destination())) {
      return;
    }
    if (segment.opening()) {
      openedHere.add(segment.flow());
      // What the previous owner sends here would only go round in circles.
    } else if (!openedHere.contains(segment.flow())
        && !segment.sender().equals(previous)
        && frame.limit() <= MAX_FRAME) {
      out.send(interfaceIndex, readdressed(frame));
      passedOn++;
    }
  }

  private byte[] readdressed(ByteBuffer frame) {
    byte[] bytes = new byte[frame.limit()];
    frame.get(0, bytes);
    System.arraycopy(previous.bytes(), 0, bytes, 0, MacAddress.SIZE);
    System.arraycopy(own.bytes(), 0, bytes, MacAddress.SIZE, MacAddress.SIZE);
    return bytes;
  }
}

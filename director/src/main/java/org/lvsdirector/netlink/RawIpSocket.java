package org.lvsdirector.netlink;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Sends IP packets whose header the caller made (raw(7), ipv6(7)); receives none. The kernel routes
 * them. One thread owns it. Needs CAP_NET_RAW.
 */
public final class RawIpSocket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int SOCK_RAW = 3;

  /** Takes packets with their header, and gives none. */
  private static final int IPPROTO_RAW = 255;

  private static final int MAX_PACKET = 1280;
  private static final int SOCKADDR_IN = 16;
  private static final int SOCKADDR_IN6 = 28;

  private final KernelSocket socket;
  private final ByteBuffer buffer = KernelSocket.buffer(MAX_PACKET);

  private RawIpSocket(KernelSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the calling thread's network namespace, for IPv4 or for IPv6. */
  public static RawIpSocket open(boolean v6) throws NetlinkException {
    return new RawIpSocket(
        KernelSocket.open("raw IP socket", v6 ? AF_INET6 : AF_INET, SOCK_RAW, IPPROTO_RAW));
  }

  /**
   * Sends a packet.
   *
   * @param packet IP header and payload, at most 1280 bytes
   * @param to where its header says that it goes
   * @throws NetlinkException ENETUNREACH when there is no route
   */
  public void send(byte[] packet, InetAddress to) throws NetlinkException {
    if (packet.length > MAX_PACKET) {
      throw new IllegalArgumentException("a packet of " + packet.length + " bytes");
    }
    buffer.clear().put(packet);
    socket.send(buffer, address(to));
  }

  /** struct sockaddr_in and sockaddr_in6, uapi linux/in.h and in6.h; a raw socket has no port. */
  static ByteBuffer address(InetAddress to) {
    boolean v6 = to instanceof Inet6Address;
    ByteBuffer address = KernelSocket.buffer(v6 ? SOCKADDR_IN6 : SOCKADDR_IN);
    address.order(ByteOrder.nativeOrder()).putShort(0, (short) (v6 ? AF_INET6 : AF_INET));
    address.put(v6 ? 8 : 4, to.getAddress());
    return address;
  }

  @Override
  public void close() {
    socket.close();
  }
}

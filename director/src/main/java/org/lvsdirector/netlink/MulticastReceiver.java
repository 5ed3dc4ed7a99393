package org.lvsdirector.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * Receives the datagrams of an IPv4 multicast group on one interface (ip(7)), with a queue as long
 * as it needs to be: what may be set otherwise is bounded by net.core.rmem_max. One thread owns it.
 */
public final class MulticastReceiver implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEADDR = 2;
  private static final int SO_RCVBUF = 8;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int IPPROTO_IP = 0;
  private static final int IP_ADD_MEMBERSHIP = 35;
  private static final int IP_MULTICAST_ALL = 49;
  private static final int SOCKADDR_IN = 16;
  private static final int LONGEST = 1 << 16;

  private final KernelSocket socket;
  private final ByteBuffer received = KernelSocket.buffer(LONGEST);
  private final ByteBuffer from = KernelSocket.buffer(SOCKADDR_IN);

  private MulticastReceiver(KernelSocket socket) {
    this.socket = socket;
  }

  /**
   * Joins a group in the calling thread's network namespace.
   *
   * @param queueBytes memory for datagrams that wait; without CAP_NET_ADMIN no more than
   *     net.core.rmem_max
   * @param patience how long {@link #next} waits
   */
  public static MulticastReceiver open(
      InetAddress group, int port, int interfaceIndex, int queueBytes, Duration patience)
      throws NetlinkException {
    KernelSocket socket =
        KernelSocket.open(
            "multicast receiver of " + group.getHostAddress(), AF_INET, SOCK_DGRAM, 0);
    try {
      socket.option(SOL_SOCKET, SO_REUSEADDR, 1);
      lengthen(socket, queueBytes);
      // Only of the interface that was joined, not of those that others join.
      socket.option(IPPROTO_IP, IP_MULTICAST_ALL, 0);
      socket.receiveTimeout(patience);
      socket.bind(address(group, port));
      socket.option(IPPROTO_IP, IP_ADD_MEMBERSHIP, membership(group, interfaceIndex));
      return new MulticastReceiver(socket);
    } catch (NetlinkException refused) {
      socket.close();
      throw refused;
    }
  }

  private static void lengthen(KernelSocket socket, int bytes) throws NetlinkException {
    try {
      socket.option(SOL_SOCKET, SO_RCVBUFFORCE, bytes);
    } catch (NetlinkException unprivileged) {
      socket.option(SOL_SOCKET, SO_RCVBUF, bytes);
    }
  }

  /** struct sockaddr_in, uapi linux/in.h. */
  private static ByteBuffer address(InetAddress group, int port) {
    ByteBuffer address = RawIpSocket.address(group);
    address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) port);
    return address;
  }

  /** struct ip_mreqn, uapi linux/in.h: the group, no address of the interface, its index. */
  private static ByteBuffer membership(InetAddress group, int interfaceIndex) {
    return KernelSocket.buffer(12).put(0, group.getAddress()).putInt(8, interfaceIndex);
  }

  /** Waits for the next datagram; null when none came in time. */
  public byte[] next() throws NetlinkException {
    try {
      socket.receive(received, from);
    } catch (NetlinkException refused) {
      if (refused.errno().equals(Errno.EAGAIN)) {
        return null;
      }
      throw refused;
    }
    byte[] datagram = new byte[received.limit()];
    received.get(0, datagram);
    return datagram;
  }

  @Override
  public void close() {
    socket.close();
  }
}

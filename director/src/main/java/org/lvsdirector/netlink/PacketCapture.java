package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * Sees the frames that arrive for this machine on one interface (packet(7)), beside whatever the
 * kernel does with them, and can pass them on. One thread owns it. Needs CAP_NET_RAW.
 *
 * <p>Each frame comes with the kernel's struct virtio_net_hdr (PACKET_VNET_HDR), and goes out with
 * it. On virtual links a frame may have no checksum yet, and merged segments are longer than any
 * MTU: the header is what lets the kernel finish and split them.
 */
public final class PacketCapture implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ALL = 0x0003;
  private static final int PACKET_HOST = 0;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;
  private static final int PACKET_VNET_HDR = 15;
  private static final int VIRTIO_NET_HDR_SIZE = 10;
  private static final int ETHER_TYPE_AT = 12;
  private static final int QUEUE_BYTES = 8 << 20;

  /** Merged segments (GRO) are longer than any MTU. */
  private static final int MAX_FRAME = 66_000;

  private final KernelSocket socket;
  private final int interfaceIndex;
  private final ByteBuffer received = KernelSocket.buffer(VIRTIO_NET_HDR_SIZE + MAX_FRAME);
  private final ByteBuffer from = KernelSocket.buffer(StructSockaddrLl.SIZE);

  private PacketCapture(KernelSocket socket, int interfaceIndex) {
    this.socket = socket;
    this.interfaceIndex = interfaceIndex;
  }

  /**
   * Starts seeing frames, from the moment this returns.
   *
   * @param patience how long {@link #next} waits
   */
  public static PacketCapture open(int interfaceIndex, Duration patience) throws NetlinkException {
    // Protocol 0 until it is bound: no frame of another interface may get in.
    KernelSocket socket = KernelSocket.open("packet capture", AF_PACKET, SOCK_RAW, 0);
    try {
      socket.option(SOL_SOCKET, SO_RCVBUFFORCE, QUEUE_BYTES);
      socket.option(SOL_PACKET, PACKET_VNET_HDR, 1);
      socket.receiveTimeout(patience);
      socket.bind(StructSockaddrLl.of(interfaceIndex, ETH_P_ALL));
      return new PacketCapture(socket, interfaceIndex);
    } catch (NetlinkException refused) {
      socket.close();
      throw refused;
    }
  }

  /** Waits for a frame that is addressed to this machine; false when none came in time. */
  public boolean next() throws NetlinkException {
    while (true) {
      try {
        socket.receive(received, from);
        if (StructSockaddrLl.packetType(from) == PACKET_HOST) {
          return true;
        }
      } catch (NetlinkException refused) {
        if (refused.errno().equals(Errno.EAGAIN)) {
          return false;
        }
        // EINVAL: merged datagrams, which that header cannot describe; never segments of TCP.
        if (!refused.errno().equals(Errno.EINVAL)) {
          throw refused;
        }
      }
    }
  }

  /** The frame that {@link #next} found, from its Ethernet header on; valid until the next call. */
  public ByteBuffer frame() {
    int length = received.limit() - VIRTIO_NET_HDR_SIZE;
    return received.slice(VIRTIO_NET_HDR_SIZE, length).order(ByteOrder.BIG_ENDIAN);
  }

  /** Sends the frame that {@link #next} found out of its interface, to another machine. */
  public void passOn(MacAddress destination, MacAddress source) throws NetlinkException {
    ByteBuffer frame = frame();
    frame.put(0, destination.bytes()).put(MacAddress.SIZE, source.bytes());
    int etherType = Short.toUnsignedInt(frame.getShort(ETHER_TYPE_AT));
    received.position(received.limit());
    socket.send(received, StructSockaddrLl.destination(interfaceIndex, etherType, destination));
  }

  /** Whether frames were lost since the last call because they came too fast. */
  public boolean lost() throws NetlinkException {
    // struct tpacket_stats: packets, drops; reading sets both to zero.
    return socket.readOption(SOL_PACKET, PACKET_STATISTICS, 8).getInt(4) > 0;
  }

  @Override
  public void close() {
    socket.close();
  }
}

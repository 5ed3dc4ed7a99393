package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * Sees the frames that arrive for this machine on one interface (packet(7)), beside whatever the
 * kernel does with them. One thread owns it. Needs CAP_NET_RAW.
 */
public final class PacketCapture implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ALL = 0x0003;
  private static final int PACKET_HOST = 0;
  private static final int SOCKADDR_LL_SIZE = 20;
  private static final int PKTTYPE_AT = 10;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVBUFFORCE = 33;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_STATISTICS = 6;
  private static final int QUEUE_BYTES = 8 << 20;

  /** Merged segments (GRO) are longer than any MTU. */
  private static final int MAX_FRAME = 66_000;

  private final KernelSocket socket;
  private final ByteBuffer frame = KernelSocket.buffer(MAX_FRAME).order(ByteOrder.BIG_ENDIAN);
  private final ByteBuffer from = KernelSocket.buffer(SOCKADDR_LL_SIZE);

  private PacketCapture(KernelSocket socket) {
    this.socket = socket;
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
      socket.receiveTimeout(patience);
      ByteBuffer address = KernelSocket.buffer(SOCKADDR_LL_SIZE);
      address.putShort(0, (short) AF_PACKET).putInt(4, interfaceIndex);
      address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) ETH_P_ALL);
      socket.bind(address.order(ByteOrder.nativeOrder()));
      return new PacketCapture(socket);
    } catch (NetlinkException refused) {
      socket.close();
      throw refused;
    }
  }

  /** Waits for a frame that is addressed to this machine; false when none came in time. */
  public boolean next() throws NetlinkException {
    try {
      do {
        socket.receive(frame, from);
      } while (from.get(PKTTYPE_AT) != PACKET_HOST);
      return true;
    } catch (NetlinkException end) {
      if (end.errno().equals(Errno.EAGAIN)) {
        return false;
      }
      throw end;
    }
  }

  /** The frame that {@link #next} found, from its Ethernet header on; valid until the next call. */
  public ByteBuffer frame() {
    return frame;
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

package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sends Ethernet frames as they are (packet(7)); receives none. One thread owns it. Needs
 * CAP_NET_RAW.
 */
public final class PacketSocket implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETHERNET_HEADER = 14;
  private static final int ETHER_TYPE_AT = 12;
  private static final int MAX_FRAME = 2048;

  private final KernelSocket socket;
  private final ByteBuffer buffer = KernelSocket.buffer(MAX_FRAME);

  private PacketSocket(KernelSocket socket) {
    this.socket = socket;
  }

  /** Opens a socket in the calling thread's network namespace. */
  public static PacketSocket open() throws NetlinkException {
    // Protocol 0: the kernel queues no frames for it.
    return new PacketSocket(KernelSocket.open("packet socket", AF_PACKET, SOCK_RAW, 0));
  }

  /**
   * Sends a frame.
   *
   * @param interfaceIndex the interface to send it on
   * @param frame Ethernet header and payload, 14 to 2048 bytes
   * @throws NetlinkException ENXIO or ENODEV when there is no such interface, ENETDOWN when it is
   *     down
   */
  public void send(int interfaceIndex, byte[] frame) throws NetlinkException {
    if (frame.length < ETHERNET_HEADER || frame.length > MAX_FRAME) {
      throw new IllegalArgumentException("a frame of " + frame.length + " bytes");
    }
    buffer.clear().put(frame);
    int etherType = Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(ETHER_TYPE_AT));
    MacAddress to = MacAddress.of(Arrays.copyOf(frame, MacAddress.SIZE));
    socket.send(buffer, StructSockaddrLl.destination(interfaceIndex, etherType, to));
  }

  @Override
  public void close() {
    socket.close();
  }
}

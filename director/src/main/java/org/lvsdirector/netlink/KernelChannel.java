package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.time.Duration;

/** A netlink socket of the kernel, bound to a port of the kernel's choice, in no group. */
final class KernelChannel implements NetlinkChannel {
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int SOL_NETLINK = 270;
  private static final int NETLINK_CAP_ACK = 10;
  private static final int NETLINK_EXT_ACK = 11;
  // struct sockaddr_nl: family u16, padding u16, port u32, groups u32.
  private static final int SOCKADDR_NL_SIZE = 12;
  private static final int PORT_AT = 4;

  private final KernelSocket socket;
  private final ByteBuffer kernel;
  private final ByteBuffer sender = KernelSocket.buffer(SOCKADDR_NL_SIZE);
  private final int port;

  private KernelChannel(KernelSocket socket, ByteBuffer kernel, int port) {
    this.socket = socket;
    this.kernel = kernel;
    this.port = port;
  }

  static KernelChannel open(String name, int protocol, Duration timeout) throws NetlinkException {
    KernelSocket socket = KernelSocket.open(name, AF_NETLINK, SOCK_RAW, protocol);
    try {
      socket.option(SOL_NETLINK, NETLINK_CAP_ACK, 1);
      socket.option(SOL_NETLINK, NETLINK_EXT_ACK, 1);
      socket.receiveTimeout(timeout);
      ByteBuffer kernel = KernelSocket.buffer(SOCKADDR_NL_SIZE).putShort(0, (short) AF_NETLINK);
      int port = socket.bind(kernel).getInt(PORT_AT);
      return new KernelChannel(socket, kernel, port);
    } catch (NetlinkException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void send(ByteBuffer data) throws NetlinkException {
    socket.send(data, kernel);
  }

  @Override
  public int receive(ByteBuffer data) throws NetlinkException {
    socket.receive(data, sender);
    return sender.getInt(PORT_AT);
  }

  @Override
  public void close() {
    socket.close();
  }
}

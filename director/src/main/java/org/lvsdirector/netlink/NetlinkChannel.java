package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/** What {@link NetlinkSocket} needs of the kernel: datagrams to it and from it. */
interface NetlinkChannel extends AutoCloseable {
  /** The kernel's number for this socket, which its answers carry. */
  int port();

  /** Sends the bytes from 0 to the position. */
  void send(ByteBuffer data) throws NetlinkException;

  /**
   * Receives one datagram, from index 0 to the new limit.
   *
   * @return port of the sender; 0 is the kernel
   * @throws NetlinkException EAGAIN when none came in time, ENOBUFS when the kernel dropped some
   */
  int receive(ByteBuffer data) throws NetlinkException;

  @Override
  void close();
}

package org.lvsdirector.netlink;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** A socket of the C library; one thread owns it. Calls that a signal interrupts are repeated. */
final class KernelSocket implements AutoCloseable {
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int MSG_TRUNC = 0x20;

  private final String name;
  private int fd;

  private KernelSocket(String name, int fd) {
    this.name = name;
    this.fd = fd;
  }

  static KernelSocket open(String name, int domain, int type, int protocol)
      throws NetlinkException {
    int fd = Libc.socket(domain, type | SOCK_CLOEXEC, protocol);
    if (fd < 0) {
      throw NetlinkException.refused("opening " + name, lastError(), "");
    }
    return new KernelSocket(name, fd);
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** Binds to an address; returns the one that the kernel made of it. */
  ByteBuffer bind(ByteBuffer address) throws NetlinkException {
    ByteBuffer bound = buffer(address.capacity());
    ByteBuffer length = buffer(4).putInt(0, bound.capacity());
    if (Libc.bind(fd, address, address.capacity()) < 0 || Libc.getsockname(fd, bound, length) < 0) {
      throw NetlinkException.refused("binding " + name, lastError(), "");
    }
    return bound;
  }

  void option(int level, int option, int value) throws NetlinkException {
    set(level, option, buffer(4).putInt(0, value));
  }

  void option(int level, int option, ByteBuffer value) throws NetlinkException {
    set(level, option, value);
  }

  /** Reads an option of so many bytes. */
  ByteBuffer readOption(int level, int option, int size) throws NetlinkException {
    ByteBuffer value = buffer(size);
    if (Libc.getsockopt(fd, level, option, value, buffer(4).putInt(0, size)) < 0) {
      throw NetlinkException.refused("reading option " + option + " of " + name, lastError(), "");
    }
    return value;
  }

  void receiveTimeout(Duration timeout) throws NetlinkException {
    ByteBuffer timeval =
        buffer(16).putLong(0, timeout.toSeconds()).putLong(8, timeout.toNanosPart() / 1000);
    set(SOL_SOCKET, SO_RCVTIMEO, timeval);
  }

  /** Sends the bytes from 0 to the position. */
  void send(ByteBuffer data, ByteBuffer address) throws NetlinkException {
    data.flip();
    long sent;
    do {
      sent = Libc.sendto(fd, data, data.limit(), 0, address, address.capacity());
    } while (sent < 0 && Native.getLastError() == Errno.EINTR.number());
    if (sent < 0) {
      throw NetlinkException.refused(
          "sending " + data.limit() + " bytes to " + name, lastError(), "");
    }
  }

  /** Receives one datagram, from index 0 to the new limit, and where it came from. */
  void receive(ByteBuffer data, ByteBuffer sender) throws NetlinkException {
    ByteBuffer senderLength = buffer(4).putInt(0, sender.capacity());
    long size;
    do {
      size = Libc.recvfrom(fd, data, data.capacity(), MSG_TRUNC, sender, senderLength);
    } while (size < 0 && Native.getLastError() == Errno.EINTR.number());
    if (size < 0) {
      throw NetlinkException.refused("receiving from " + name, lastError(), "");
    }
    if (size > data.capacity()) {
      throw NetlinkException.refused(
          "receiving " + size + " bytes from " + name, Errno.EMSGSIZE, "");
    }
    data.position(0).limit((int) size);
  }

  @Override
  public void close() {
    if (fd >= 0) {
      Libc.close(fd);
      // A number that is closed may soon be another socket's.
      fd = -1;
    }
  }

  private void set(int level, int option, ByteBuffer value) throws NetlinkException {
    if (Libc.setsockopt(fd, level, option, value, value.capacity()) < 0) {
      throw NetlinkException.refused("option " + option + " of " + name, lastError(), "");
    }
  }

  private static Errno lastError() {
    return new Errno(Native.getLastError());
  }
}

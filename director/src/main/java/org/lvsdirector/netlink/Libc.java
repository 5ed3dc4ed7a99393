package org.lvsdirector.netlink;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/**
 * The calls of the C library that this package needs, mapped directly. Buffers must be direct and
 * are passed from their position on. Sizes are {@code long}, which is right for 64-bit machines
 * only.
 */
final class Libc {
  static {
    Native.register(Libc.class, NativeLibrary.getProcess());
  }

  private Libc() {}

  static native int socket(int domain, int type, int protocol);

  static native int bind(int fd, ByteBuffer address, int length);

  static native int getsockname(int fd, ByteBuffer address, ByteBuffer length);

  static native int setsockopt(int fd, int level, int name, ByteBuffer value, int length);

  static native int getsockopt(int fd, int level, int name, ByteBuffer value, ByteBuffer length);

  static native long sendto(
      int fd, ByteBuffer data, long length, int flags, ByteBuffer address, int addressLength);

  static native long recvfrom(
      int fd,
      ByteBuffer data,
      long length,
      int flags,
      ByteBuffer address,
      ByteBuffer addressLength);

  static native int close(int fd);

  static native String strerror(int errno);
}

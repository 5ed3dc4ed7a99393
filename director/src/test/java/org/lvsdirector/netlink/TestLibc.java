package org.lvsdirector.netlink;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;

/** Calls that only tests make; they act on the calling thread alone. */
public final class TestLibc {
  static final int CLONE_NEWNET = 0x40000000;
  private static final long SYS_CAPSET = System.getProperty("os.arch").equals("amd64") ? 126 : 91;
  private static final int LINUX_CAPABILITY_VERSION_3 = 0x20080522;

  static {
    Native.register(TestLibc.class, NativeLibrary.getInstance("c"));
  }

  private TestLibc() {}

  static native int unshare(int flags);

  static native long syscall(long number, ByteBuffer first, ByteBuffer second);

  /** Gives up every capability of the calling thread for good. */
  public static void dropCapabilities() {
    ByteBuffer header = KernelSocket.buffer(8).putInt(0, LINUX_CAPABILITY_VERSION_3);
    ByteBuffer none = KernelSocket.buffer(24);
    if (syscall(SYS_CAPSET, header, none) != 0) {
      throw new IllegalStateException("capset: " + new Errno(Native.getLastError()));
    }
  }

  static void newNetworkNamespace() {
    if (unshare(CLONE_NEWNET) != 0) {
      throw new IllegalStateException("unshare: " + new Errno(Native.getLastError()));
    }
  }
}

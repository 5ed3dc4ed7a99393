package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;

/**
 * Listens for Ethernet frames of one type, on every interface of the opening thread's namespace.
 */
public final class FrameCapture implements AutoCloseable {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int FRAMES = 1000;

  private final KernelSocket socket;
  private final ByteBuffer frame = KernelSocket.buffer(2048);
  private final ByteBuffer from = KernelSocket.buffer(20);

  private FrameCapture(KernelSocket socket) {
    this.socket = socket;
  }

  /** Starts listening. */
  public static FrameCapture open(int etherType) throws NetlinkException {
    int bigEndian = Short.toUnsignedInt(Short.reverseBytes((short) etherType));
    KernelSocket socket = KernelSocket.open("capture", AF_PACKET, SOCK_RAW, bigEndian);
    socket.receiveTimeout(LIMIT);
    return new FrameCapture(socket);
  }

  /** Waits for these bytes, as hex, to arrive on an interface; ten silent seconds are a failure. */
  public void await(int interfaceIndex, String hex) throws NetlinkException {
    for (int frames = 0; frames < FRAMES; frames++) {
      socket.receive(frame, from);
      byte[] bytes = new byte[frame.limit()];
      frame.get(0, bytes);
      if (from.getInt(4) == interfaceIndex && HexFormat.of().formatHex(bytes).startsWith(hex)) {
        return;
      }
    }
    throw new AssertionError("not among " + FRAMES + " frames: " + hex);
  }

  /**
   * Takes the frames that arrive until none comes for so long; how many of them on an interface.
   */
  public int drain(int interfaceIndex, Duration silence) throws NetlinkException {
    socket.receiveTimeout(silence);
    int count = 0;
    try {
      for (int frames = 0; frames < FRAMES; frames++) {
        socket.receive(frame, from);
        count += from.getInt(4) == interfaceIndex ? 1 : 0;
      }
      throw new AssertionError("no silence within " + FRAMES + " frames");
    } catch (NetlinkException end) {
      if (!end.errno().equals(Errno.EAGAIN)) {
        throw end;
      }
      return count;
    } finally {
      socket.receiveTimeout(LIMIT);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

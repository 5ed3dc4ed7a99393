package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** Hears what this kernel's master daemon tells on {@code lo}. Not thread-safe, but closing is. */
final class Capture implements AutoCloseable {
  private static final int LONGEST = 1 << 16;
  private static final int QUEUE_BYTES = 4 << 20;

  private final DatagramChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST);
  private final KernelQueue queue =
      new KernelQueue(LoopbackDaemons.OUT_GROUP, LoopbackDaemons.OUT_PORT);
  private long dropped;

  private Capture(DatagramChannel channel) {
    this.channel = channel;
  }

  static Capture open() throws IOException {
    NetworkInterface lo = NetworkInterface.getByName(LoopbackDaemons.INTERFACE);
    if (lo == null) {
      throw new IOException("there is no interface lo");
    }
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      // As much as net.core.rmem_max allows; what a pause loses is noticed and made good.
      channel.setOption(StandardSocketOptions.SO_RCVBUF, QUEUE_BYTES);
      channel.bind(new InetSocketAddress(LoopbackDaemons.OUT_GROUP, LoopbackDaemons.OUT_PORT));
      channel.join(LoopbackDaemons.OUT_GROUP, lo);
      return new Capture(channel);
    } catch (IOException refused) {
      channel.close();
      throw new IOException(
          "what the kernel's sync daemon tells on lo, %s:%d, cannot be heard: %s"
              .formatted(
                  LoopbackDaemons.OUT_GROUP.getHostAddress(),
                  LoopbackDaemons.OUT_PORT,
                  refused.getMessage()),
          refused);
    }
  }

  /** The next datagram; waits for it. */
  byte[] next() throws IOException {
    buffer.clear();
    channel.receive(buffer);
    buffer.flip();
    byte[] datagram = new byte[buffer.remaining()];
    buffer.get(datagram);
    return datagram;
  }

  /** Datagrams that were dropped since the last call, because this program did not keep up. */
  long newlyDropped() throws IOException {
    long now = queue.state().dropped();
    long news = now - dropped;
    dropped = now;
    return news;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.netlink.MulticastReceiver;

/** Hears what this kernel's master daemon tells on {@code lo}. One thread owns it. */
final class Capture implements AutoCloseable {
  /** For what the kernel tells in some seconds of a busy machine, in which nobody listens. */
  private static final int QUEUE_BYTES = 16 << 20;

  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final MulticastReceiver receiver;
  private final KernelQueue queue =
      new KernelQueue(LoopbackDaemons.OUT_GROUP, LoopbackDaemons.OUT_PORT);
  private long dropped;

  private Capture(MulticastReceiver receiver) {
    this.receiver = receiver;
  }

  static Capture open() throws IOException {
    NetworkInterface lo = NetworkInterface.getByName(LoopbackDaemons.INTERFACE);
    if (lo == null) {
      throw new IOException("there is no interface lo");
    }
    try {
      return new Capture(
          MulticastReceiver.open(
              LoopbackDaemons.OUT_GROUP,
              LoopbackDaemons.OUT_PORT,
              lo.getIndex(),
              QUEUE_BYTES,
              PATIENCE));
    } catch (IOException refused) {
      throw new IOException(
          "what the kernel's sync daemon tells on lo, %s:%d, cannot be heard: %s"
              .formatted(
                  LoopbackDaemons.OUT_GROUP.getHostAddress(),
                  LoopbackDaemons.OUT_PORT,
                  refused.getMessage()),
          refused);
    }
  }

  /** The next datagram; empty when none came within a moment. */
  Optional<byte[]> next() throws IOException {
    return Optional.ofNullable(receiver.next());
  }

  /** Datagrams that were dropped since the last call, because this program did not keep up. */
  long newlyDropped() throws IOException {
    long now = queue.state().dropped();
    long news = now - dropped;
    dropped = now;
    return news;
  }

  @Override
  public void close() {
    receiver.close();
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.config.Config;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

/**
 * Puts entries into this kernel's connection table through a backup daemon that listens to the
 * other directors, see {@link KernelSync}. Datagrams that may not travel are looped back to it as
 * if they came from the interface, and do not leave the node. Not thread-safe.
 */
final class InterfaceInjector implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_NANOS = 200_000;

  /** The least that a daemon takes, and what a queue of the usual size has room for. */
  private static final int LENGTH = 1000;

  private static final int BURST = 32;

  private final DatagramChannel channel;
  private final KernelQueue queue =
      new KernelQueue(SyncDaemon.DEFAULT_GROUP, SyncDaemon.DEFAULT_PORT);
  private final int syncId;

  private InterfaceInjector(DatagramChannel channel, int syncId) {
    this.channel = channel;
    this.syncId = syncId;
  }

  /** Opens the way to the daemon that a configuration has started. */
  static InterfaceInjector open(Config config) throws IOException {
    String name = KernelSync.interfaceName(config);
    NetworkInterface carrier = NetworkInterface.getByName(name);
    if (carrier == null) {
      throw new IOException("the interface " + name + " of the kernel's sync is not there");
    }
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, carrier);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
      return new InterfaceInjector(channel, KernelSync.syncId(config.cluster().name()));
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }

  /** Puts in entries, in their order, and waits until the kernel has taken them. */
  void inject(List<SyncEntry> entries) throws IOException {
    InetSocketAddress daemon =
        new InetSocketAddress(SyncDaemon.DEFAULT_GROUP, SyncDaemon.DEFAULT_PORT);
    int sent = 0;
    for (SyncMessage message : SyncMessage.split(syncId, entries, LENGTH)) {
      channel.send(ByteBuffer.wrap(message.encode()), daemon);
      if (++sent % BURST == 0) {
        awaitQueue();
      }
    }
    awaitQueue();
  }

  private void awaitQueue() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (queue.state().bytes() > 0) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "the kernel's backup daemon has not taken what it was told for %d s"
                .formatted(PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

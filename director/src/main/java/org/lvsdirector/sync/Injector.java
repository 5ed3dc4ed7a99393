package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

/**
 * Puts entries into this kernel's connection table, through its backup daemon on {@code lo} ({@link
 * LoopbackDaemons#startBackup}). Never sends more than the daemon's queue has room for, so that
 * nothing is lost; calls block while the kernel is behind. Not thread-safe.
 *
 * <p>An entry that exists is changed: to another server if the entry is not {@link
 * SyncEntry#INACTIVE}, to another state, to another timeout. That is how connections are moved and
 * closed.
 */
public final class Injector implements EntrySink {
  /** How long the kernel may take to empty its queue. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What a queue of the usual size, 208 KiB, has room for with some to spare. */
  private static final int ROOM = 96 << 10;

  /** Bytes of memory that the kernel needs for a datagram besides its content, about. */
  private static final int OVERHEAD = 1024;

  /** In which the kernel takes some hundred entries; looking costs time that it needs itself. */
  private static final long POLL_NANOS = 1_000_000;

  private final DatagramChannel channel;
  private final InetSocketAddress backup;
  private final KernelQueue queue;
  private final long droppedBefore;
  private int outstanding;
  private long dropped;

  private Injector(DatagramChannel channel, KernelQueue queue, long droppedBefore) {
    this.channel = channel;
    this.queue = queue;
    this.droppedBefore = droppedBefore;
    this.backup = new InetSocketAddress(LoopbackDaemons.IN_GROUP, LoopbackDaemons.IN_PORT);
  }

  /**
   * Opens the way to the daemon.
   *
   * @throws IOException if the daemon does not run, or the loopback interface is down
   */
  public static Injector open() throws IOException {
    KernelQueue queue = new KernelQueue(LoopbackDaemons.IN_GROUP, LoopbackDaemons.IN_PORT);
    KernelQueue.State state = queue.state();
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    try {
      NetworkInterface lo = NetworkInterface.getByName(LoopbackDaemons.INTERFACE);
      if (lo == null || !lo.isUp()) {
        throw new SocketException("the interface lo is not up; ip link set lo up");
      }
      channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1);
      return new Injector(channel, queue, state.dropped());
    } catch (IOException refused) {
      channel.close();
      throw refused;
    }
  }

  @Override
  public void inject(List<SyncEntry> entries) throws IOException {
    // Datagrams of about 9 KiB are what the kernel's memory has room for without a remainder.
    for (SyncMessage message : SyncMessage.split(LoopbackDaemons.IN_ID, entries, 7_000)) {
      send(message.encode());
    }
  }

  @Override
  public void send(byte[] message) throws IOException {
    SyncMessage.rewriteSyncId(message, LoopbackDaemons.IN_ID);
    int memory = Math.max(Integer.highestOneBit(message.length) * 2, OVERHEAD) + OVERHEAD;
    if (outstanding + memory > ROOM) {
      awaitQueue(Math.min(ROOM / 2, ROOM - memory));
    }
    channel.send(ByteBuffer.wrap(message), backup);
    outstanding += memory;
  }

  @Override
  public void flush() throws IOException {
    awaitQueue(0);
  }

  @Override
  public long dropped() {
    return dropped;
  }

  private void awaitQueue(int limit) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    KernelQueue.State state = queue.state();
    while (state.bytes() > Math.max(0, limit)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            "the kernel's backup daemon on lo has not taken %d bytes of entries for %d s"
                .formatted(state.bytes(), PATIENCE.toSeconds()));
      }
      LockSupport.parkNanos(POLL_NANOS);
      state = queue.state();
    }
    outstanding = (int) state.bytes();
    dropped = state.dropped() - droppedBefore;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

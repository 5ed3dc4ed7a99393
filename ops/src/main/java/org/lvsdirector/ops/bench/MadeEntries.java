package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.sync.Injector;
import org.lvsdirector.sync.message.SyncEntry;
import org.lvsdirector.sync.message.SyncMessage;

/** Entries of connections that no client ever made, a program that runs on a director's machine. */
public final class MadeEntries {
  private static final int TCP = 6;
  private static final int ESTABLISHED = 1;
  private static final int DIRECT_ROUTING = 3;
  private static final int TIMEOUT = 900;
  private static final int PORTS = 60_000;
  private static final int FIRST_PORT = 1_024;
  private static final int CHUNK = 500;
  private static final int SYNC_ID = 81;
  private static final int HEAP_MIB = 96;

  /** Of a message; what the kernel makes when it has much to say on an interface like lo. */
  private static final int LONGEST = 7_000;

  private static final long SECOND = 1_000_000_000;

  private MadeEntries() {}

  /** The command that makes them on a machine of the lab; of the values tells {@link #main}. */
  public static String command(String how, int first, int count, List<String> servers, int rate) {
    return Jvm.command(
        MadeEntries.class,
        HEAP_MIB,
        how,
        String.valueOf(first),
        String.valueOf(count),
        String.join(",", servers),
        String.valueOf(rate));
  }

  /**
   * Takes how they are made, the number of the first entry, how many, the servers' addresses
   * separated by commas, and how many a second. {@code table} puts them into this kernel's table
   * behind the relay's back; {@code sync} says them to the relay as this kernel would, without
   * their being there; {@code both} does both, as it is with the connections of clients.
   */
  public static void main(String[] args) throws IOException {
    int first = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    List<String> servers = List.of(args[3].split(","));
    int rate = Integer.parseInt(args[4]);
    long begin = System.nanoTime();
    try (Way table = args[0].equals("sync") ? entries -> {} : kernel();
        Way sync = args[0].equals("table") ? entries -> {} : relay()) {
      for (int from = first; from < first + count; from += CHUNK) {
        long wait = begin + (from - first) * SECOND / rate - System.nanoTime();
        if (wait > 0) {
          LockSupport.parkNanos(wait);
        }
        List<SyncEntry> entries = entries(from, Math.min(CHUNK, first + count - from), servers);
        table.take(entries);
        sync.take(entries);
      }
    }
    System.out.println("seconds " + (System.nanoTime() - begin) / (double) SECOND);
  }

  /** Where entries go. */
  @FunctionalInterface
  private interface Way extends AutoCloseable {
    void take(List<SyncEntry> entries) throws IOException;

    @Override
    default void close() throws IOException {}
  }

  private static Way kernel() throws IOException {
    Injector injector = Injector.open();
    return new Way() {
      @Override
      public void take(List<SyncEntry> entries) throws IOException {
        injector.inject(entries);
      }

      @Override
      public void close() throws IOException {
        injector.flush();
        injector.close();
        if (injector.dropped() > 0) {
          throw new IOException("the kernel dropped " + injector.dropped() + " messages");
        }
      }
    };
  }

  private static Way relay() throws IOException {
    InetSocketAddress group =
        new InetSocketAddress(SyncDaemon.DEFAULT_GROUP, SyncDaemon.DEFAULT_PORT);
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
    return new Way() {
      @Override
      public void take(List<SyncEntry> entries) throws IOException {
        for (SyncMessage message : SyncMessage.split(SYNC_ID, entries, LONGEST)) {
          channel.send(ByteBuffer.wrap(message.encode()), group);
        }
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  private static List<SyncEntry> entries(int first, int count, List<String> servers) {
    List<SyncEntry> entries = new ArrayList<>(count);
    for (int i = first; i < first + count; i++) {
      entries.add(
          new SyncEntry(
              TCP,
              DIRECT_ROUTING,
              ESTABLISHED,
              endpoint("10.9.0." + (1 + i / PORTS), FIRST_PORT + i % PORTS),
              endpoint(Lab.VIP, 80),
              endpoint(servers.get(i % servers.size()), 80),
              0,
              TIMEOUT,
              SyncEntry.NO_OPTIONS));
    }
    return entries;
  }

  private static Endpoint endpoint(String address, int port) {
    return new Endpoint(Addresses.parse(address).orElseThrow(), port);
  }
}

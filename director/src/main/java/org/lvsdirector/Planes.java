package org.lvsdirector;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.lvsdirector.address.AddressTable;
import org.lvsdirector.address.EmbeddedAddressTable;
import org.lvsdirector.address.KernelAddressTable;
import org.lvsdirector.address.ResetGuard;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.connections.ConnectionSource;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.embedded.EmbeddedDataplane;
import org.lvsdirector.dataplane.ipvs.IpvsDataplane;
import org.lvsdirector.kernel.KernelSettings;
import org.lvsdirector.sync.ConnectionTable;
import org.lvsdirector.sync.KernelCutter;
import org.lvsdirector.sync.KernelSync;
import org.lvsdirector.sync.cache.ConnectionCache;

/**
 * What forwards and what carries the addresses; the two always belong together.
 *
 * @param connections what is forwarded
 * @param cutter what ends it
 * @param cache what is known of the kernel's connections
 */
record Planes(
    Dataplane dataplane,
    AddressTable addresses,
    ConnectionSource connections,
    ConnectionCutter cutter,
    ConnectionCache cache) {
  /** Of the memory for Java. The cache's is beside it, and may be as much. */
  private static final double CACHE_SHARE = 0.6;

  /**
   * Opens them; blocks for a moment.
   *
   * @param settings have their first turn once the module is loaded that some belong to
   * @param ports the TCP ports of the services on an address
   * @param previousOwners the Ethernet address of whoever had an address until now
   * @throws IOException when the kernel refuses; the message says what is missing
   */
  static Planes open(
      Config config,
      KernelSettings settings,
      Function<InetAddress, Set<Integer>> ports,
      Function<InetAddress, Optional<String>> previousOwners)
      throws IOException {
    long most = (long) (Runtime.getRuntime().maxMemory() * CACHE_SHARE);
    ConnectionCache cache = new ConnectionCache(most, System::nanoTime);
    if (config.dataplane() == DataplaneKind.EMBEDDED) {
      EmbeddedDataplane embedded = new EmbeddedDataplane();
      return new Planes(
          embedded,
          new EmbeddedAddressTable(embedded),
          new RelayedConnections(embedded),
          embedded.cutter(),
          cache);
    }
    Dataplane ipvs = IpvsDataplane.open();
    try {
      settings.turn(config);
      KernelSync.start(config);
      AddressTable addresses = ResetGuard.open(KernelAddressTable.open(), ports, previousOwners);
      return new Planes(
          ipvs, addresses, ConnectionTable::readOrigins, new KernelCutter(config, cache), cache);
    } catch (IOException refused) {
      ipvs.close();
      throw refused;
    }
  }

  /** In how many readings the traffic of every server is read, by number of services. */
  static IntUnaryOperator turns(DataplaneKind kind) {
    return kind == DataplaneKind.IPVS ? IpvsDataplane::turns : services -> 1;
  }

  void close() {
    addresses.close();
    dataplane.close();
  }
}

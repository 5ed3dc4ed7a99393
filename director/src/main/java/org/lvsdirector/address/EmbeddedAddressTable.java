package org.lvsdirector.address;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lvsdirector.dataplane.embedded.EmbeddedDataplane;
import org.lvsdirector.model.Vip;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Addresses of the embedded data plane: to hold one is to listen on it. The machine must have the
 * address already, or it must lie in 127.0.0.0/8. The name of the interface does not matter.
 */
public final class EmbeddedAddressTable implements AddressTable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedAddressTable.class);

  /** How long another holder of the port may take to make room. */
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final EmbeddedDataplane dataplane;

  /** Holds addresses for the services of a data plane. */
  public EmbeddedAddressTable(EmbeddedDataplane dataplane) {
    this.dataplane = dataplane;
  }

  @Override
  public InterfaceState state(String interfaceName) {
    return new InterfaceState(true, "");
  }

  @Override
  public Set<Vip> held(String interfaceName, Set<Vip> candidates) throws IOException {
    Set<InetAddress> held = dataplane.held();
    return candidates.stream()
        .filter(vip -> held.contains(vip.address()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Opens the listeners of the services on the address; they close by themselves when the lease is
   * not renewed.
   *
   * @throws IOException when a port can not be had; the message names address, port and reason
   */
  @Override
  public void hold(String interfaceName, Vip vip, Duration lease) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        dataplane.hold(vip.address(), lease);
        return;
      } catch (IOException e) {
        if (System.nanoTime() >= deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a port", e);
    }
  }

  /** Closes the listeners; connections live on until they end. */
  @Override
  public void drop(String interfaceName, Vip vip) throws IOException {
    dataplane.drop(vip.address());
  }

  /** Nothing to tell: the address does not move between machines. */
  @Override
  public void announce(String interfaceName, Vip vip) {}

  /** Lets go of all addresses. */
  @Override
  public void close() {
    try {
      for (InetAddress address : dataplane.held()) {
        dataplane.drop(address);
      }
    } catch (IOException e) {
      log.debug("No address of the embedded data plane was dropped: {}", e.getMessage());
    }
  }
}

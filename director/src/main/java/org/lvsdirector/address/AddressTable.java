package org.lvsdirector.address;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.lvsdirector.model.Vip;

/**
 * The edge to what carries addresses: the kernel's interfaces, or the listeners of the embedded
 * data plane. Calls may block and come from one thread, never from an event loop.
 */
public interface AddressTable extends AutoCloseable {
  /** Whether an interface can carry addresses now; the reason when it can not. */
  InterfaceState state(String interfaceName) throws IOException;

  /** Which of the addresses the interface carries at this moment. */
  Set<Vip> held(String interfaceName, Set<Vip> candidates) throws IOException;

  /** Adds an address, or renews its lifetime; it vanishes by itself when not renewed in time. */
  void hold(String interfaceName, Vip vip, Duration lease) throws IOException;

  /** Removes an address; it is no error when it is not there. */
  void drop(String interfaceName, Vip vip) throws IOException;

  /** Tells the segment where the address lives now: gratuitous ARP or neighbour advertisement. */
  void announce(String interfaceName, Vip vip) throws IOException;

  @Override
  void close();

  /**
   * What an interface can do.
   *
   * @param usable whether it exists and is up
   * @param reason why not, in a sentence that helps; empty when usable
   */
  record InterfaceState(boolean usable, String reason) {}
}

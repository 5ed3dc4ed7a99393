package org.lvsdirector.address.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.address.AddressTable;
import org.lvsdirector.model.Vip;

/**
 * Interfaces and addresses in memory. Addresses do not expire; what was called is written down, and
 * interfaces can be taken down or made to refuse from any thread.
 */
public final class InMemoryAddressTable implements AddressTable {
  private final Map<String, Set<Vip>> addresses = new HashMap<>();
  private final Map<String, InterfaceState> states = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private boolean closed;

  @Override
  public synchronized InterfaceState state(String interfaceName) {
    return states.getOrDefault(interfaceName, new InterfaceState(true, ""));
  }

  @Override
  public synchronized Set<Vip> held(String interfaceName, Set<Vip> candidates) {
    Set<Vip> held = new HashSet<>(carried(interfaceName));
    held.retainAll(candidates);
    return held;
  }

  @Override
  public synchronized void hold(String interfaceName, Vip vip, Duration lease) throws IOException {
    call("hold", interfaceName, vip);
    carried(interfaceName).add(vip);
  }

  @Override
  public synchronized void drop(String interfaceName, Vip vip) throws IOException {
    call("drop", interfaceName, vip);
    carried(interfaceName).remove(vip);
  }

  @Override
  public synchronized void announce(String interfaceName, Vip vip) throws IOException {
    call("announce", interfaceName, vip);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  /** Everything that was called, as {@code hold eth0 10.0.0.1/32}, oldest first. */
  public synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  /** What an interface carries. */
  public synchronized Set<Vip> on(String interfaceName) {
    return Set.copyOf(carried(interfaceName));
  }

  /** Adds an address behind the keeper's back. */
  public synchronized void plant(String interfaceName, Vip vip) {
    carried(interfaceName).add(vip);
  }

  /** Removes an address behind the keeper's back. */
  public synchronized void strip(String interfaceName, Vip vip) {
    carried(interfaceName).remove(vip);
  }

  /** Changes what an interface can do. */
  public synchronized void state(String interfaceName, InterfaceState state) {
    states.put(interfaceName, state);
  }

  /** Makes every write to an interface fail with these words; empty words end that. */
  public synchronized void refuse(String interfaceName, String words) {
    refusals.put(interfaceName, words);
  }

  public synchronized boolean closed() {
    return closed;
  }

  private Set<Vip> carried(String interfaceName) {
    return addresses.computeIfAbsent(interfaceName, name -> new HashSet<>());
  }

  private void call(String verb, String interfaceName, Vip vip) throws IOException {
    calls.add(verb + " " + interfaceName + " " + vip);
    String words = refusals.getOrDefault(interfaceName, "");
    if (!words.isEmpty()) {
      throw new IOException(words);
    }
  }
}

package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which addresses are held until when, which services there are, and a listener wherever both meet.
 * Confined to the acceptor's thread.
 */
final class Listeners {
  private static final Logger log = LoggerFactory.getLogger(Listeners.class);

  /** How long those who are in the middle of connecting may take, when another takes over. */
  static final Duration STEP_BACK = Duration.ofMillis(100);

  private final ListenerFactory factory;
  private final Map<Listener, Long> leaving = new HashMap<>();
  private final Map<InetAddress, Long> deadlines = new HashMap<>();
  private final Set<Endpoint> services = new HashSet<>();
  private final Map<Endpoint, Listener> open = new HashMap<>();

  /** Opens one listener. */
  interface ListenerFactory {
    Listener open(Endpoint endpoint) throws IOException;
  }

  Listeners(ListenerFactory factory) {
    this.factory = factory;
  }

  Set<InetAddress> held() {
    return Set.copyOf(deadlines.keySet());
  }

  /** Makes a service reachable, now or as soon as its address is held. */
  void serve(Endpoint service) throws IOException {
    if (deadlines.containsKey(service.address()) && !open.containsKey(service)) {
      open(service);
    }
    services.add(service);
  }

  void unserve(Endpoint service) {
    services.remove(service);
    close(service, true);
  }

  /**
   * Holds an address until the lease is over. Taking it is all or nothing; once held, a renewal
   * never fails.
   */
  void hold(InetAddress address, Duration lease, long now) throws IOException {
    boolean renewal = deadlines.containsKey(address);
    for (Endpoint service : services) {
      if (service.address().equals(address) && !open.containsKey(service)) {
        try {
          open(service);
        } catch (IOException e) {
          if (!renewal) {
            closeAll(address, true);
            throw e;
          }
        }
      }
    }
    deadlines.put(address, now + lease.toNanos());
    if (!renewal) {
      log.info("{} held: {} listener(s) open", Addresses.text(address), open.size());
    }
  }

  /** Lets go of an address: who has connected is still served, nobody new comes in. */
  void drop(InetAddress address) {
    if (deadlines.remove(address) != null) {
      closeAll(address, true);
      log.info("{} dropped", Addresses.text(address));
    }
  }

  /** Drops the addresses whose lease is over, with whoever waits at their doors. */
  void expire(long now) {
    for (Listener listener : Set.copyOf(leaving.keySet())) {
      if (now - leaving.get(listener) >= 0) {
        leaving.remove(listener);
        listener.close(true);
      }
    }
    for (InetAddress address : held()) {
      long late = now - deadlines.get(address);
      if (late >= 0) {
        deadlines.remove(address);
        closeAll(address, false);
        log.warn(
            "{} dropped: its lease was over {} ms ago and nobody renewed it",
            Addresses.text(address),
            late / 1_000_000);
      }
    }
  }

  /** Nanoseconds until something is over next; a long time when nothing will be. */
  long untilExpiry(long now) {
    return Stream.concat(deadlines.values().stream(), leaving.values().stream())
        .mapToLong(deadline -> Math.max(0, deadline - now))
        .min()
        .orElse(Duration.ofMinutes(1).toNanos());
  }

  void dropAll() {
    held().forEach(this::drop);
  }

  /** Whether all listeners are closed. */
  boolean silent() {
    return open.isEmpty() && leaving.isEmpty();
  }

  private void open(Endpoint service) throws IOException {
    // The kernel numbers the listeners by age and the oldest steps back, so the old one has to be
    // gone before there is a new one.
    if (leaving.keySet().stream().anyMatch(old -> old.endpoint().equals(service))) {
      throw new IOException(
          "cannot listen on " + service + ": still handing it over; try again in a moment");
    }
    open.put(service, factory.open(service));
  }

  private void closeAll(InetAddress address, boolean serveWaiting) {
    for (Endpoint endpoint : Set.copyOf(open.keySet())) {
      if (endpoint.address().equals(address)) {
        close(endpoint, serveWaiting);
      }
    }
  }

  private void close(Endpoint endpoint, boolean serveWaiting) {
    Listener listener = open.remove(endpoint);
    if (listener == null) {
      return;
    }
    if (serveWaiting && listener.stepBack()) {
      leaving.put(listener, System.nanoTime() + STEP_BACK.toNanos());
    } else {
      listener.close(serveWaiting);
    }
  }
}

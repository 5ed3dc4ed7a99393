package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/**
 * Forwards TCP inside the process: every connection is accepted on the service's address, scheduled
 * as IPVS would, and relayed to its server. It needs neither root nor a kernel module. Whatever the
 * rule's forwarding method, the server sees the director's address.
 *
 * <p>A service's listener is open while its address is held; see {@link #hold}.
 */
public final class EmbeddedDataplane implements Dataplane {
  /** As the kernel's timeout of an established connection. */
  private static final Duration IDLE = Duration.ofMinutes(15);

  /** How long running connections may go on when the process ends. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** IP_VS_SVC_F_ONEPACKET. */
  private static final int ONE_PACKET = 0x04;

  private final Forwarder forwarder;
  private final Acceptor acceptor;

  /** Starts without services and without addresses. */
  public EmbeddedDataplane() {
    this(IDLE);
  }

  EmbeddedDataplane(Duration idle) {
    forwarder = new Forwarder(idle);
    acceptor = new Acceptor(forwarder::forward);
  }

  @Override
  public Rules read() throws IOException {
    return forwarder.call(
        () -> {
          Map<ServiceKey, Rules.Entry> all = new LinkedHashMap<>();
          forwarder.balancers().values().stream()
              .map(Balancer::rules)
              .forEach(entry -> all.put(entry.service().key(), entry));
          return new Rules(all);
        });
  }

  @Override
  public List<Failure> apply(List<Change> changes) throws IOException {
    List<Failure> failures = new ArrayList<>();
    for (Change change : changes) {
      try {
        apply(change);
      } catch (RefusedException e) {
        failures.add(new Failure(change, e.getMessage()));
      }
    }
    return failures;
  }

  @Override
  public Statistics statistics() throws IOException {
    return forwarder.call(
        () -> {
          Map<ServiceKey, Statistics.ServiceCounters> all = new LinkedHashMap<>();
          forwarder
              .balancers()
              .values()
              .forEach(b -> all.put(b.rules().service().key(), b.statistics()));
          return new Statistics(all);
        });
  }

  /** The connections that it forwards now. */
  public List<RelayedConnection> connections() throws IOException {
    return forwarder.call(forwarder::connections);
  }

  /** What ends its connections. */
  public ConnectionCutter cutter() {
    return new RelayCutter(forwarder);
  }

  /** Closes the listeners, gives running connections a second to end, and resets the rest. */
  @Override
  public void close() {
    acceptor.close();
    forwarder.close(GRACE);
  }

  public void hold(InetAddress address, Duration lease) throws IOException {
    acceptor.call(
        listeners -> {
          listeners.hold(address, lease, System.nanoTime());
          return address;
        });
  }

  public void drop(InetAddress address) throws IOException {
    acceptor.call(
        listeners -> {
          listeners.drop(address);
          return address;
        });
  }

  public Set<InetAddress> held() throws IOException {
    return acceptor.call(Listeners::held);
  }

  private void apply(Change change) throws IOException, RefusedException {
    if (!(change instanceof Change.OfService ofService)) {
      throw new RefusedException("the embedded data plane does not have the kernel's timeouts");
    }
    Endpoint service = endpoint(ofService.key());
    if (change instanceof Change.AddService add) {
      addService(service, add.service());
    } else if (change instanceof Change.DeleteService) {
      edit(service, balancer -> {});
      acceptor.call(
          listeners -> {
            listeners.unserve(service);
            return service;
          });
      forwarder.call(() -> forwarder.balancers().remove(service));
    } else if (change instanceof Change.SetService set) {
      requirePossible(set.service());
      edit(service, balancer -> balancer.change(set.service()));
    } else if (change instanceof Change.AddDestination add) {
      requirePossible(add.destination());
      edit(service, balancer -> balancer.add(add.destination()));
    } else if (change instanceof Change.SetDestination set) {
      requirePossible(set.destination());
      edit(service, balancer -> balancer.change(set.destination()));
    } else if (change instanceof Change.DeleteDestination delete) {
      edit(service, balancer -> balancer.delete(delete.endpoint()));
    }
  }

  private void addService(Endpoint service, Service rule) throws IOException, RefusedException {
    requirePossible(rule);
    Balancer balancer = new Balancer(rule);
    if (forwarder.call(() -> forwarder.balancers().putIfAbsent(service, balancer)) != null) {
      throw new RefusedException("EEXIST: " + rule.key() + " is there already");
    }
    try {
      acceptor.call(
          listeners -> {
            listeners.serve(service);
            return service;
          });
    } catch (IOException e) {
      forwarder.call(() -> forwarder.balancers().remove(service));
      throw new RefusedException(e.getMessage());
    }
  }

  /** A change to one service. */
  private interface Edit {
    void on(Balancer balancer) throws RefusedException;
  }

  private void edit(Endpoint service, Edit edit) throws IOException, RefusedException {
    RefusedException refused =
        forwarder.call(
            () -> {
              Balancer balancer = forwarder.balancers().get(service);
              if (balancer == null) {
                return new RefusedException("ESRCH: no service tcp " + service);
              }
              try {
                edit.on(balancer);
                return null;
              } catch (RefusedException e) {
                return e;
              }
            });
    if (refused != null) {
      throw refused;
    }
  }

  private static Endpoint endpoint(ServiceKey key) throws RefusedException {
    if (key instanceof ServiceKey.Address address
        && address.protocol() == Protocol.TCP
        && address.endpoint().port() != 0) {
      return address.endpoint();
    }
    throw new RefusedException(
        key + ": the embedded data plane forwards TCP only, by address and port");
  }

  private static void requirePossible(Service rule) throws RefusedException {
    if ((rule.flags() & ONE_PACKET) != 0) {
      throw new RefusedException(
          rule.key() + ": the embedded data plane forwards TCP only; one-packet is for UDP");
    }
    if (!rule.engine().isEmpty()) {
      throw new RefusedException(
          rule.key() + ": the embedded data plane has no persistence engine " + rule.engine());
    }
  }

  private static void requirePossible(Destination destination) throws RefusedException {
    if (destination.method() == Method.TUNNEL) {
      throw new RefusedException(
          destination.endpoint() + ": the embedded data plane has no tunnels; use nat or fullnat");
    }
  }
}

package org.lvsdirector.ops.ipvsadm.adopt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PersistenceEngine;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.SchedulerFlag;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

/** The services as they should be once a change is made, as values. */
final class Wanted {
  private static final int ONE_PACKET = 4;
  private static final int SCHEDULER_BITS = 0x38;

  private Wanted() {}

  /**
   * The service that is to be where one is; empty where it is to go.
   *
   * @param before the service as it is
   */
  static Optional<VirtualService> of(VirtualService before, Change.OfService change)
      throws NotAdopted {
    if (change instanceof Change.DeleteService) {
      return Optional.empty();
    }
    if (change instanceof Change.SetService set) {
      return Optional.of(with(before, set.service(), before.forward(), before.servers()));
    }
    if (change instanceof Change.AddDestination add) {
      return Optional.of(added(before, add.destination()));
    }
    if (change instanceof Change.SetDestination set) {
      return Optional.of(changed(before, set.destination()));
    }
    if (change instanceof Change.DeleteDestination delete) {
      List<RealServer> rest = new ArrayList<>(before.servers());
      rest.remove(index(before, delete.endpoint()));
      return Optional.of(before.withServers(rest));
    }
    throw new NotAdopted(
        "service %s is there already, by the name %s; -E changes it"
            .formatted(before.key(), before.name()));
  }

  /** A new service, under a name that none of the others has. */
  static VirtualService fresh(Service service, List<VirtualService> others) throws NotAdopted {
    VirtualService empty =
        new VirtualService(
            name(service.key(), others),
            service.key(),
            Scheduler.WLC,
            Set.of(),
            ForwardingMethod.DR,
            Tunnel.IPIP,
            Persistence.none(service.key().family()),
            false,
            OnDown.ZERO,
            Optional.empty(),
            Optional.empty(),
            List.of());
    return with(empty, service, empty.forward(), List.of());
  }

  /** Where a server stands among those of its service. */
  static int index(VirtualService service, Endpoint endpoint) throws NotAdopted {
    for (int i = 0; i < service.servers().size(); i++) {
      if (service.servers().get(i).endpoint().equals(endpoint)) {
        return i;
      }
    }
    throw new NotAdopted(
        "service %s has no server %s; -a adds it".formatted(service.name(), endpoint));
  }

  private static VirtualService added(VirtualService before, Destination destination)
      throws NotAdopted {
    Endpoint endpoint = destination.endpoint();
    if (before.servers().stream().anyMatch(it -> it.endpoint().equals(endpoint))) {
      throw new NotAdopted(
          "service %s has the server %s already; -e changes it".formatted(before.name(), endpoint));
    }
    // A service that was added from the command line learns by its first server how it forwards.
    ForwardingMethod forward =
        before.servers().isEmpty() && !suits(before.forward(), destination.method())
            ? forward(destination.method())
            : before.forward();
    List<RealServer> servers = new ArrayList<>(before.servers());
    servers.add(server(before, forward, destination, AdminState.UP));
    return with(before, forward, servers);
  }

  private static VirtualService changed(VirtualService before, Destination destination)
      throws NotAdopted {
    int index = index(before, destination.endpoint());
    List<RealServer> servers = new ArrayList<>(before.servers());
    RealServer as = servers.get(index);
    RealServer other = server(before, before.forward(), destination, as.state());
    servers.set(index, other.with(other.weight(), other.state(), as.drain()));
    return before.withServers(servers);
  }

  private static RealServer server(
      VirtualService service, ForwardingMethod forward, Destination wanted, AdminState state)
      throws NotAdopted {
    if (!suits(forward, wanted.method())) {
      throw new NotAdopted(
          "service %s has forward: %s for all its servers; say %s here, or edit its forward: by hand"
              .formatted(service.name(), forward.label(), option(forward)));
    }
    return new RealServer(
        wanted.endpoint(),
        wanted.weight(),
        wanted.upperThreshold(),
        wanted.lowerThreshold(),
        state,
        forward == ForwardingMethod.TUN ? wanted.tunnel() : service.tunnel());
  }

  private static boolean suits(ForwardingMethod forward, Method method) {
    return forward(method) == forward
        || (forward == ForwardingMethod.FULLNAT && method == Method.MASQ);
  }

  private static ForwardingMethod forward(Method method) {
    return switch (method) {
      case MASQ -> ForwardingMethod.NAT;
      case TUNNEL -> ForwardingMethod.TUN;
      case ROUTE, LOCAL, BYPASS -> ForwardingMethod.DR;
    };
  }

  private static String option(ForwardingMethod forward) {
    return switch (forward) {
      case NAT, FULLNAT -> "-m";
      case TUN -> "-i";
      case DR -> "-g";
    };
  }

  private static VirtualService with(
      VirtualService base, ForwardingMethod forward, List<RealServer> servers) {
    return new VirtualService(
        base.name(),
        base.key(),
        base.scheduler(),
        base.flags(),
        forward,
        base.tunnel(),
        base.persistence(),
        base.onePacket(),
        base.onDown(),
        base.checks(),
        base.policy(),
        base.sorryServer(),
        servers);
  }

  private static VirtualService with(
      VirtualService base, Service kernel, ForwardingMethod forward, List<RealServer> servers)
      throws NotAdopted {
    Scheduler scheduler = scheduler(kernel.scheduler());
    return new VirtualService(
        base.name(),
        base.key(),
        scheduler,
        flags(scheduler, kernel.flags()),
        forward,
        base.tunnel(),
        new Persistence(
            Duration.ofSeconds(kernel.timeout()), kernel.persistencePrefix(), engine(kernel)),
        (kernel.flags() & ONE_PACKET) != 0,
        base.onDown(),
        base.checks(),
        base.policy(),
        base.sorryServer(),
        servers);
  }

  private static Scheduler scheduler(String name) throws NotAdopted {
    for (Scheduler scheduler : Scheduler.values()) {
      if (scheduler.label().equals(name)) {
        return scheduler;
      }
    }
    throw new NotAdopted("the configuration knows no scheduler '" + name + "'");
  }

  private static Set<SchedulerFlag> flags(Scheduler scheduler, int bits) throws NotAdopted {
    Set<SchedulerFlag> flags = EnumSet.noneOf(SchedulerFlag.class);
    int rest = bits & SCHEDULER_BITS;
    for (SchedulerFlag flag : SchedulerFlag.values()) {
      if (flag.scheduler() == scheduler && (rest & flag.bit()) != 0) {
        flags.add(flag);
        rest &= ~flag.bit();
      }
    }
    if (rest != 0) {
      throw new NotAdopted(
          "the configuration has names for the flags of sh and mh only; leave -b out");
    }
    return flags;
  }

  private static Optional<PersistenceEngine> engine(Service kernel) throws NotAdopted {
    for (PersistenceEngine engine : PersistenceEngine.values()) {
      if (engine.label().equals(kernel.engine())) {
        return Optional.of(engine);
      }
    }
    if (kernel.engine().isEmpty()) {
      return Optional.empty();
    }
    throw new NotAdopted("the configuration knows no persistence engine " + kernel.engine());
  }

  private static String name(ServiceKey key, List<VirtualService> others) {
    Set<String> taken = new HashSet<>();
    others.forEach(it -> taken.add(it.name()));
    String base = key.toString().replaceAll("[^A-Za-z0-9]+", "-");
    String name = base;
    for (int i = 2; taken.contains(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }
}

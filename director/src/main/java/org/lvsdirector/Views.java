package org.lvsdirector;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.lvsdirector.Brief.GroupBrief;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.traffic.Meter;
import org.lvsdirector.traffic.Series;

/**
 * What is shown of a node to people who look at all of them: in brief, in rows, in charts. Safe
 * from any thread; rows of thousands of servers take some milliseconds.
 */
public final class Views {
  private final Director director;
  private final Meter meter;
  private final Map<String, String> whys = new ConcurrentHashMap<>();
  private volatile Known charges = new Known(List.of(), Charges.of(List.of()));

  private record Known(List<VipGroup> groups, Charges charges) {}

  Views(Director director, Meter meter) {
    this.director = director;
    this.meter = meter;
    director
        .events()
        .subscribe(
            event -> {
              if (event.kind().equals("master")) {
                whys.put(event.subject(), event.text());
              }
            });
  }

  /** The cluster as this node sees it. */
  public ClusterSight sight() {
    Picture picture = director.picture();
    Config config = director.configuration();
    return ClusterSight.of(config, picture, whys);
  }

  /** This node in brief. */
  public Brief brief() {
    Status status = director.briefStatus();
    Config config = director.configuration();
    List<String> faults = new ArrayList<>(status.faults());
    faults.addAll(serviceFaults());
    return new Brief(
        status.node(),
        config.cluster().role().name().toLowerCase(Locale.ROOT),
        status.version(),
        status.startedAt(),
        status.dataplane(),
        status.configHash(),
        status.ready(),
        faults,
        status.groups().stream().map(it -> group(it, config)).toList(),
        status.sync(),
        meter.total(this::isInCharge),
        status.changes());
  }

  private GroupBrief group(Status.GroupStatus status, Config config) {
    VipGroup group =
        config.vipGroups().stream()
            .filter(it -> it.name().equals(status.name()))
            .findFirst()
            .orElseThrow();
    Optional<GroupReport> report =
        Optional.ofNullable(director.picture().reports().get(config.node()))
            .map(NodeReport::groups)
            .map(groups -> groups.get(group.name()));
    OptionalLong left = director.leaseLeftMillis(group.name());
    return new GroupBrief(
        group.name(),
        status.able(),
        status.reason(),
        status.holding(),
        group.priority(),
        group.preempt(),
        report.map(GroupReport::healthyServers).orElse(0),
        report
            .map(GroupReport::connections)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .orElse(null),
        report.map(GroupReport::coverage).orElse(0.0),
        group.lease().toMillis(),
        left.isPresent() ? left.getAsLong() : null);
  }

  private List<String> serviceFaults() {
    Rooms rooms = director.rooms();
    if (rooms == null) {
      return List.of();
    }
    Outcome outcome = rooms.reconciler().outcome();
    NetfilterOutcome filter = rooms.netfilter().outcome();
    Pool pool = director.pool();
    List<String> faults = new ArrayList<>();
    for (VirtualService service : pool.services()) {
      String fault = outcome.faults().getOrDefault(service.key(), pool.fault(service, filter));
      if (!fault.isEmpty()) {
        faults.add("service " + service.name() + ": " + fault);
      }
    }
    return faults;
  }

  /** Whether a service's traffic comes through this node. */
  boolean isInCharge(ServiceKey service) {
    return charges().isInCharge(service, director.standing().held().keySet());
  }

  private Charges charges() {
    List<VipGroup> groups = director.configuration().vipGroups();
    Known known = charges;
    if (!known.groups().equals(groups)) {
      known = new Known(groups, Charges.of(groups));
      charges = known;
    }
    return known.charges();
  }

  /**
   * All services with their servers, in the order of the configuration, each made when it is looked
   * at: all at once take some megabytes.
   */
  public Stream<ServiceRow> rows() {
    RowView view = rowView();
    return view == null
        ? Stream.empty()
        : director.rooms().checking().decided().stream().map(view::row);
  }

  /** Those of these names, in the order of the configuration; what is not there is left out. */
  public List<ServiceRow> rows(Set<String> names) {
    RowView view = rowView();
    return view == null
        ? List.of()
        : director.rooms().checking().decided().stream()
            .filter(pool -> names.contains(pool.watched().service().name()))
            .map(view::row)
            .toList();
  }

  /** The names of all services, in the order of the configuration. */
  public List<String> names() {
    return director.pool().services().stream().map(VirtualService::name).toList();
  }

  /** What operators changed against the configuration file. */
  public List<ConfigChange> configChanges() {
    return new Edited(director.changes().file()).changes(director.pool().services());
  }

  /** Whose connections a FullNAT server sees from this port of a SNAT address; may block. */
  public List<SnatOwner> snatOwners(Endpoint snat) throws IOException {
    return new SnatView(director.configuration()).owners(snat);
  }

  private RowView rowView() {
    Rooms rooms = director.rooms();
    if (rooms == null) {
      return null;
    }
    Config config = director.configuration();
    StatusView status =
        new StatusView(
            director.pool(),
            rooms.reconciler().outcome(),
            rooms.netfilter().outcome(),
            rooms.checking());
    return new RowView(
        config,
        status,
        meter,
        charges(),
        masters(config),
        new Edited(director.changes().file()),
        director.drainStatus());
  }

  private Map<String, String> masters(Config config) {
    Mandates mandates = director.picture().mandates();
    Map<String, String> masters = new HashMap<>();
    config
        .vipGroups()
        .forEach(
            group -> mandates.holder(group.name()).ifPresent(it -> masters.put(group.name(), it)));
    return masters;
  }

  /** The last minutes of all services together, as this node forwards. */
  public Series series() {
    return meter.series();
  }

  /**
   * The last minutes of a service.
   *
   * @throws NoSuchElementException where there is none of this name
   */
  public Series series(String service) {
    return meter.series(director.pool().service(service).key());
  }

  /** The last minutes of a server; empty in a large table. */
  public Series series(String service, String server) {
    Pool pool = director.pool();
    RealServer one = pool.require(service, server);
    return meter.series(pool.service(service).key(), one.endpoint());
  }
}

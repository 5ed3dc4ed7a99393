package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;

/**
 * The kernel's IPVS, in the network namespace of the thread that opened it. That thread owns it.
 *
 * <p>Traffic counters lag up to two seconds behind, and stand still where {@code
 * net.ipv4.vs.run_estimation} is 0 (Linux 6.1); connection counts are exact. Those of destinations
 * lag further behind with more than {@value DestinationReader#EXACT} services: up to {@value
 * DumpTurns#TURNS} reads.
 */
public final class IpvsDataplane implements Dataplane {
  private final GenericNetlink netlink;
  private final ChangeRequests requests;
  private final IpvsTables tables;
  private final DestinationReader destinations;
  private Statistics counted = new Statistics(Map.of());

  private IpvsDataplane(GenericNetlink netlink) {
    this.netlink = netlink;
    this.requests = new ChangeRequests(netlink);
    this.tables = new IpvsTables(netlink);
    this.destinations = new DestinationReader(tables);
  }

  /**
   * Opens the kernel's IPVS.
   *
   * @throws IOException when the kernel has none or a capability is missing; the message says what
   *     to do
   */
  public static IpvsDataplane open() throws IOException {
    return new IpvsDataplane(IpvsSocket.open());
  }

  /**
   * In how many reads the traffic of every destination is read, where there are so many services.
   */
  public static int turns(int services) {
    return services <= DestinationReader.EXACT ? 1 : DumpTurns.TURNS;
  }

  /** Version and size of the connection table. */
  public IpvsInfo info() throws IOException {
    return IpvsSocket.info(netlink);
  }

  @Override
  public Rules read() throws IOException {
    List<IpvsTables.ServiceRow> services = tables.services();
    Map<ServiceKey, KnownPool> pools = destinations.read(services);
    Map<ServiceKey, Rules.Entry> rules = new LinkedHashMap<>();
    Map<ServiceKey, ServiceCounters> counters = new HashMap<>();
    for (IpvsTables.ServiceRow row : services) {
      ServiceKey key = row.service().key();
      KnownPool pool = pools.get(key);
      rules.put(key, new Rules.Entry(row.service(), pool.destinations()));
      counters.put(key, new ServiceCounters(row.traffic(), pool.counters()));
    }
    counted = new Statistics(counters);
    return new Rules(rules, tables.timeouts());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Adding what is there already sets it, and deleting what is not there succeeds.
   */
  @Override
  public List<Failure> apply(List<Change> changes) throws IOException {
    List<Failure> failures = new ArrayList<>();
    List<Change> again = new ArrayList<>();
    List<Optional<NetlinkException>> results = send(changes);
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      if (results.get(i).isEmpty()) {
        if (change instanceof Change.OfService ofService) {
          destinations.changed(ofService);
        }
        continue;
      }
      if (change instanceof Change.OfService ofService) {
        destinations.forget(ofService.key());
      }
      NetlinkException refusal = results.get(i).get();
      Optional<Change> instead = ChangeRequests.instead(change, refusal.errno());
      if (instead.isPresent()) {
        again.add(instead.get());
      } else if (!ChangeRequests.isGoneAlready(change, refusal.errno())) {
        failures.add(new Failure(change, ChangeRequests.reason(change, refusal)));
      }
    }
    if (!again.isEmpty()) {
      failures.addAll(apply(again));
    }
    return failures;
  }

  @Override
  public Statistics statistics() {
    return counted;
  }

  @Override
  public void close() {
    netlink.close();
  }

  private List<Optional<NetlinkException>> send(List<Change> changes) throws IOException {
    return netlink.batch(ChangeRequests.all(changes, requests::of));
  }
}

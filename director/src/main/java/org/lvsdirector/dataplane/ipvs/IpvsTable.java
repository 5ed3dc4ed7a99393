package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_DEST;
import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_SERVICE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane.Failure;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.ipvs.TableRow.Counters;
import org.lvsdirector.dataplane.ipvs.TableRow.DestinationRow;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.netlink.Errno;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NetlinkRequest;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;

/**
 * The kernel's IPVS as it is, for those who administer it by hand: nothing is left out of what it
 * tells, and a change is exactly one request. In the network namespace of the thread that opened
 * it; that thread owns it, and calls block. Needs CAP_NET_ADMIN.
 */
public final class IpvsTable implements AutoCloseable {
  private final GenericNetlink netlink;
  private final ChangeRequests requests;

  private IpvsTable(GenericNetlink netlink) {
    this.netlink = netlink;
    this.requests = new ChangeRequests(netlink);
  }

  /**
   * A change as the kernel is asked for it.
   *
   * @param netmask of a service that is added or set, as in {@link TableRow}; else of no account
   */
  public record Request(Change change, int netmask) {}

  /**
   * Opens the kernel's IPVS.
   *
   * @throws IOException when the kernel has none or a capability is missing; the message says what
   *     to do
   */
  public static IpvsTable open() throws IOException {
    return new IpvsTable(IpvsSocket.open());
  }

  /** Version and size of the connection table. */
  public IpvsInfo info() throws IOException {
    return IpvsSocket.info(netlink);
  }

  /** All services, in the kernel's order. */
  public List<TableRow> rows() throws IOException {
    List<TableRow> rows = new ArrayList<>();
    for (TableRow row :
        netlink.dump(get("all services", to -> {}), attributes -> row(attributes))) {
      rows.add(withDestinations(row));
    }
    return rows;
  }

  /**
   * One service; empty when there is none such.
   *
   * @throws IOException when the kernel does not answer
   */
  public Optional<TableRow> row(ServiceKey key) throws IOException {
    try {
      List<TableRow> found =
          netlink.query(
              get(
                  key.toString(),
                  to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(key))),
              attributes -> row(attributes));
      return found.isEmpty() ? Optional.empty() : Optional.of(withDestinations(found.get(0)));
    } catch (NetlinkException e) {
      if (e.errno().equals(Errno.ESRCH)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Asks for changes, in order. One that is refused does not keep the others from being tried.
   *
   * @return for each request its failure, or empty
   */
  public List<Optional<Failure>> apply(List<Request> changes) throws IOException {
    List<Optional<NetlinkException>> refusals =
        netlink.batch(ChangeRequests.all(changes, it -> requests.of(it.change(), it.netmask())));
    List<Optional<Failure>> failures = new ArrayList<>(changes.size());
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i).change();
      failures.add(
          refusals.get(i).map(it -> new Failure(change, ChangeRequests.reason(change, it))));
    }
    return failures;
  }

  /** Deletes all services, those of others included. */
  public void flush() throws IOException {
    netlink.execute(netlink.request(IpvsCommand.FLUSH.number(), "IPVS_CMD_FLUSH", to -> {}));
  }

  /** Sets the counters of one service, or of all, to 0. */
  public void zero(Optional<ServiceKey> key) throws IOException {
    netlink.execute(
        netlink.request(
            IpvsCommand.ZERO.number(),
            "IPVS_CMD_ZERO " + key.map(ServiceKey::toString).orElse("all services"),
            to -> key.ifPresent(it -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(it)))));
  }

  /** The timeouts of connections. */
  public Timeouts timeouts() throws IOException {
    return new IpvsTables(netlink).timeouts();
  }

  @Override
  public void close() {
    netlink.close();
  }

  private NetlinkRequest get(String what, Consumer<NlAttrWriter> attributes) {
    return netlink.request(
        IpvsCommand.GET_SERVICE.number(), "IPVS_CMD_GET_SERVICE, " + what, attributes);
  }

  private static Optional<TableRow> row(NlAttrs message) throws NetlinkException {
    NlAttrs attributes = message.require(IPVS_CMD_ATTR_SERVICE).nested();
    Optional<Service> service = ServiceAttributes.parse(attributes);
    if (service.isEmpty()) {
      return Optional.empty();
    }
    int netmask = ServiceAttributes.parseNetmask(attributes, service.get().key().family());
    Counters counters = counters(attributes, ServiceAttributes.STATS64);
    return Optional.of(new TableRow(service.get(), netmask, counters, List.of()));
  }

  private TableRow withDestinations(TableRow row) throws IOException {
    ServiceKey key = row.service().key();
    NetlinkRequest request =
        netlink.request(
            IpvsCommand.GET_DEST.number(),
            "IPVS_CMD_GET_DEST, all of " + key,
            to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(key)));
    List<DestinationRow> destinations =
        netlink.dump(request, attributes -> destination(attributes, key));
    return new TableRow(row.service(), row.netmask(), row.counters(), destinations);
  }

  private static Optional<DestinationRow> destination(NlAttrs message, ServiceKey key)
      throws NetlinkException {
    NlAttrs attributes = message.require(IPVS_CMD_ATTR_DEST).nested();
    return Optional.of(
        new DestinationRow(
            DestinationAttributes.parse(attributes, key.family()),
            count(attributes, DestinationAttributes.ACTIVE_CONNS),
            count(attributes, DestinationAttributes.INACT_CONNS),
            count(attributes, DestinationAttributes.PERSIST_CONNS),
            counters(attributes, DestinationAttributes.STATS64)));
  }

  private static long count(NlAttrs attributes, int type) throws NetlinkException {
    return Integer.toUnsignedLong(attributes.require(type).u32());
  }

  private static Counters counters(NlAttrs attributes, int type) throws NetlinkException {
    NlAttrs stats = attributes.require(type).nested();
    return new Counters(StatsAttributes.parse(stats), StatsAttributes.parseRates(stats));
  }
}

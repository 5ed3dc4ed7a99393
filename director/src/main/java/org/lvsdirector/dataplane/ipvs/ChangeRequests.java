package org.lvsdirector.dataplane.ipvs;

import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_DEST;
import static org.lvsdirector.dataplane.ipvs.IpvsCommand.IPVS_CMD_ATTR_SERVICE;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.Errno;
import org.lvsdirector.netlink.GenericNetlink;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NetlinkRequest;
import org.lvsdirector.netlink.NlAttrWriter;

/** What each change is in the kernel's messages, and what the kernel's refusals of it mean. */
final class ChangeRequests {
  private final GenericNetlink netlink;

  ChangeRequests(GenericNetlink netlink) {
    this.netlink = netlink;
  }

  /** The requests of many, each made when it is asked for: all at once would be thousands. */
  static <T> List<NetlinkRequest> all(List<T> changes, Function<T, NetlinkRequest> request) {
    return new AbstractList<>() {
      @Override
      public NetlinkRequest get(int index) {
        return request.apply(changes.get(index));
      }

      @Override
      public int size() {
        return changes.size();
      }
    };
  }

  NetlinkRequest of(Change change) {
    if (change instanceof Change.SetTimeouts set) {
      return request(
          IpvsCommand.SET_CONFIG, set.timeouts(), TimeoutAttributes.pack(set.timeouts()));
    }
    if (change instanceof Change.AddService add) {
      return service(IpvsCommand.NEW_SERVICE, add.service());
    }
    if (change instanceof Change.SetService set) {
      return service(IpvsCommand.SET_SERVICE, set.service());
    }
    if (change instanceof Change.DeleteService delete) {
      return request(
          IpvsCommand.DEL_SERVICE,
          delete.key(),
          to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(delete.key())));
    }
    if (change instanceof Change.AddDestination add) {
      return destination(IpvsCommand.NEW_DEST, add.key(), add.destination());
    }
    if (change instanceof Change.SetDestination set) {
      return destination(IpvsCommand.SET_DEST, set.key(), set.destination());
    }
    if (change instanceof Change.DeleteDestination delete) {
      return destination(
          IpvsCommand.DEL_DEST,
          delete.key(),
          delete.endpoint(),
          DestinationAttributes.pack(delete.endpoint()));
    }
    throw new IllegalArgumentException(change.toString());
  }

  /** A change of a service whose mask need not be a prefix; for others, as {@link #of(Change)}. */
  NetlinkRequest of(Change change, int netmask) {
    if (change instanceof Change.AddService add) {
      return service(IpvsCommand.NEW_SERVICE, add.service(), netmask);
    }
    if (change instanceof Change.SetService set) {
      return service(IpvsCommand.SET_SERVICE, set.service(), netmask);
    }
    return of(change);
  }

  /** Another change that leads to the same rule, where one was refused for being there already. */
  static Optional<Change> instead(Change change, Errno refusal) {
    if (!refusal.equals(Errno.EEXIST)) {
      return Optional.empty();
    }
    if (change instanceof Change.AddService add) {
      return Optional.of(new Change.SetService(add.service()));
    }
    if (change instanceof Change.AddDestination add) {
      return Optional.of(new Change.SetDestination(add.key(), add.destination()));
    }
    return Optional.empty();
  }

  /** Whether the refusal means that what was to be deleted is not there. */
  static boolean isGoneAlready(Change change, Errno refusal) {
    return (change instanceof Change.DeleteService || change instanceof Change.DeleteDestination)
        && (refusal.equals(Errno.ESRCH) || refusal.equals(Errno.ENOENT));
  }

  /** The kernel's word for a refusal, and what is known about its cause. */
  static String reason(Change change, NetlinkException refusal) {
    return refusal.reason() + meaning(change, refusal.errno());
  }

  private static String meaning(Change change, Errno refusal) {
    if (refusal.equals(Errno.ESRCH)) {
      return ": the kernel has no such service";
    }
    if (refusal.equals(Errno.EINVAL) && change instanceof Change.AddDestination add) {
      return crossing(add);
    }
    if (!refusal.equals(Errno.ENOENT)) {
      return "";
    }
    if (change instanceof Change.AddService add) {
      return missingModule(add.service());
    }
    if (change instanceof Change.SetService set) {
      return missingModule(set.service());
    }
    return ": the service has no such destination";
  }

  private static String crossing(Change.AddDestination add) {
    if (Family.of(add.destination().endpoint().address()) == add.key().family()) {
      return "";
    }
    return add.destination().method() == Method.TUNNEL
        ? ": a tunnel across address families excludes the kernel's connection sync; where sync is"
            + " off, end what is left of it with ipvsadm --stop-daemon master and backup"
        : ": only tunnels cross address families";
  }

  private static String missingModule(Service service) {
    String scheduler =
        ": the kernel has no scheduler %s; its module would be ip_vs_%1$s"
            .formatted(service.scheduler());
    return service.engine().isEmpty()
        ? scheduler
        : scheduler + ", or no persistence engine %s; ip_vs_pe_%1$s".formatted(service.engine());
  }

  private NetlinkRequest service(IpvsCommand command, Service service) {
    return request(
        command, service, to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(service)));
  }

  private NetlinkRequest service(IpvsCommand command, Service service, int netmask) {
    return request(
        command,
        service,
        to -> to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(service, netmask)));
  }

  private NetlinkRequest destination(IpvsCommand command, ServiceKey key, Destination destination) {
    return destination(command, key, destination, DestinationAttributes.pack(destination));
  }

  private NetlinkRequest destination(
      IpvsCommand command, ServiceKey key, Object subject, Consumer<NlAttrWriter> attributes) {
    return request(
        command,
        new Place(key, subject),
        to ->
            to.nest(IPVS_CMD_ATTR_SERVICE, ServiceAttributes.pack(key))
                .nest(IPVS_CMD_ATTR_DEST, attributes));
  }

  private NetlinkRequest request(
      IpvsCommand command, Object subject, Consumer<NlAttrWriter> attributes) {
    return netlink.request(command.number(), new Asked(command, subject), attributes);
  }

  private record Asked(IpvsCommand command, Object subject) {
    @Override
    public String toString() {
      return "IPVS_CMD_" + command.name() + " " + subject;
    }
  }

  private record Place(ServiceKey service, Object destination) {
    @Override
    public String toString() {
      return service + " " + destination;
    }
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.lvsdirector.config.Config;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.sync.CutPlan.Fate;
import org.lvsdirector.sync.CutPlan.Step;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.SyncEntry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and moves connections in the kernel's table. No command of IPVS does that, but its backup
 * daemon does what it is told, see {@link KernelDoor}.
 *
 * <p>A TCP connection is closed by giving it to this machine's own stack, which resets whoever
 * sends to it. Clients that are silent are made to speak, see {@link StraySegment}; only a node
 * that has the service's address can do that. The real server is told nothing: it finds out by its
 * own means.
 */
public final class KernelCutter implements ConnectionCutter {
  private static final Logger log = LoggerFactory.getLogger(KernelCutter.class);

  private final KernelDoor door;
  private final Farewells<Place> farewells = new Farewells<>();

  private record Place(ServiceKey service, Endpoint server) {}

  /** Which addresses this machine has, each asked for once. */
  private static final class OwnAddresses implements Predicate<InetAddress> {
    private final Map<InetAddress, Boolean> known = new HashMap<>();

    @Override
    public boolean test(InetAddress address) {
      return known.computeIfAbsent(address, OwnAddresses::isOwn);
    }

    private static boolean isOwn(InetAddress address) {
      try {
        return NetworkInterface.getByInetAddress(address) != null;
      } catch (SocketException unknown) {
        return false;
      }
    }
  }

  /** For a node of this configuration; tells the cache what becomes of entries. */
  public KernelCutter(Config config, ConnectionCache cache) {
    door = new KernelDoor(config, cache);
  }

  @Override
  public Optional<String> obstacle(ServiceKey service, boolean move) {
    return Optional.empty();
  }

  @Override
  public Result cut(Cut cut) throws IOException {
    List<Step> steps = new ArrayList<>();
    int[] found = {0};
    ConnectionTable.read(
        row -> {
          if (CutPlan.concerns(row, cut)) {
            found[0]++;
            CutPlan.step(row, cut).ifPresent(steps::add);
          }
          return steps.size() < cut.most();
        });
    Place place = new Place(cut.service(), cut.server());
    if (found[0] > 0 && steps.isEmpty()) {
      throw new IOException(
          found[0] + " flows have no other server of the service to go to; they are left");
    }
    if (!steps.isEmpty()) {
      door.inject(steps.stream().map(Step::entry).toList());
    }
    reset(place, steps.stream().filter(Step::reset).map(Step::entry).toList());
    int left = found[0] + farewells.waiting(place);
    if (left == 0) {
      door.shut();
    }
    return new Result(left, count(steps, Fate.CLOSED), count(steps, Fate.MOVED));
  }

  private static int count(List<Step> steps, Fate fate) {
    return (int) steps.stream().filter(step -> step.fate() == fate).count();
  }

  /** Has clients reset now, instead of with their next packet. */
  private void reset(Place place, List<SyncEntry> closed) throws IOException {
    List<SyncEntry> ours = farewells.due(place, closed, new OwnAddresses(), System.nanoTime());
    if (ours.isEmpty()) {
      return;
    }
    try (StraySender sender = StraySender.open(ours.get(0).isV6())) {
      ours.forEach(entry -> sender.challenge(entry.vip(), entry.client()));
      sender
          .refusals()
          .ifPresent(
              why -> log.warn("silent clients are reset with their next packet only: {}", why));
    } catch (NetlinkException refused) {
      log.warn("silent clients are reset with their next packet only: {}", refused.getMessage());
    }
    // To IPVS the packets on their way out have opened the connections again.
    door.inject(ours);
  }

  @Override
  public void close() {
    try {
      door.shut();
    } catch (IOException stays) {
      log.warn("the sync daemon on lo is left behind: {}", stays.getMessage());
    }
  }
}

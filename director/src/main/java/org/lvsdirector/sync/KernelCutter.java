package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.lvsdirector.config.Config;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.RawIpSocket;
import org.lvsdirector.sync.CutPlan.Fate;
import org.lvsdirector.sync.CutPlan.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes and moves connections in the kernel's table. No command of IPVS does that, but its backup
 * daemon does what it is told, see {@link KernelDoor}.
 *
 * <p>A TCP connection is closed by giving it to this machine's own stack, which resets whoever
 * sends to it. Clients that are silent are made to speak, see {@link ChallengeSegment}; only a node
 * that has the service's address can do that. The real server is told nothing: it finds out by its
 * own means.
 */
public final class KernelCutter implements ConnectionCutter {
  private static final Logger log = LoggerFactory.getLogger(KernelCutter.class);

  private final KernelDoor door;

  /** For a node of this configuration. */
  public KernelCutter(Config config) {
    door = new KernelDoor(config);
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
    if (found[0] == 0) {
      door.shut();
      return new Result(0, 0, 0);
    }
    if (steps.isEmpty()) {
      throw new IOException(
          found[0] + " flows have no other server of the service to go to; they are left");
    }
    door.inject(steps.stream().map(Step::entry).toList());
    reset(steps.stream().filter(Step::reset).map(Step::entry).toList());
    return new Result(found[0], count(steps, Fate.CLOSED), count(steps, Fate.MOVED));
  }

  private static int count(List<Step> steps, Fate fate) {
    return (int) steps.stream().filter(step -> step.fate() == fate).count();
  }

  /** Has clients reset now, instead of with their next packet. */
  private void reset(List<SyncEntry> closed) throws IOException {
    Map<InetAddress, Boolean> local = new HashMap<>();
    List<SyncEntry> ours = new ArrayList<>();
    for (SyncEntry entry : closed) {
      InetAddress vip = entry.vip().address();
      if (!local.containsKey(vip)) {
        local.put(vip, NetworkInterface.getByInetAddress(vip) != null);
      }
      if (local.get(vip)) {
        ours.add(entry);
      }
    }
    if (ours.isEmpty()) {
      return;
    }
    try (RawIpSocket socket = RawIpSocket.open(ours.get(0).isV6())) {
      for (SyncEntry entry : ours) {
        int number = ThreadLocalRandom.current().nextInt();
        byte[] packet = ChallengeSegment.of(entry.vip(), entry.client(), number);
        socket.send(packet, entry.client().address());
      }
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

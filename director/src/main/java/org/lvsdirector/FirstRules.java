package org.lvsdirector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.ipvs.IpvsDataplane;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.pool.Pools;
import org.lvsdirector.reconcile.DesiredRules;
import org.lvsdirector.reconcile.Planner;
import org.lvsdirector.reconcile.Wanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the rules into the kernel before the rest of a node is even loaded, which takes longer than
 * they do. It decides as the node's own loop does before it has heard anything: a server that is to
 * be checked keeps its weight from before a restart, or gets no traffic yet.
 */
public final class FirstRules {
  private final List<Change> changes;

  private FirstRules(List<Change> changes) {
    this.changes = changes;
  }

  /**
   * Makes the changes, if any, with what operators changed before; blocks. What fails is left to
   * the node's start, which meets the same and says so.
   */
  public static FirstRules apply(Config config, Overrides earlier) {
    Config own = EditedFile.applyIfSound(Reload.forRole(config), earlier);
    if (own.dataplane() == DataplaneKind.EMBEDDED || !isFree(own.api().listen())) {
      return new FirstRules(List.of());
    }
    try (IpvsDataplane kernel = IpvsDataplane.open()) {
      return apply(own, earlier, kernel);
    } catch (IOException | RuntimeException failed) {
      return new FirstRules(List.of());
    }
  }

  static FirstRules apply(Config own, Overrides earlier, Dataplane dataplane) throws IOException {
    Pool pool = Pool.of(own, earlier);
    Wanted wanted = pool.wanted(Pools.undecided(pool.watched()), NetfilterOutcome.NONE);
    Rules actual = dataplane.read();
    List<Change> changes = Planner.plan(DesiredRules.of(wanted, actual), actual, Set.of());
    dataplane.apply(changes);
    return new FirstRules(changes);
  }

  /** How many changes were sent. */
  public int changes() {
    return changes.size();
  }

  /**
   * The node could not start: takes the services out that were not there before, which nobody would
   * look after. Those that were may carry connections, and stay. Blocks.
   */
  public void takeBack() {
    if (changes.isEmpty()) {
      return;
    }
    try (IpvsDataplane kernel = IpvsDataplane.open()) {
      takeBack(kernel);
    } catch (IOException | RuntimeException failed) {
      log().warn("the rules made at the start stay, and nobody looks after them", failed);
    }
  }

  void takeBack(Dataplane dataplane) throws IOException {
    Set<ServiceKey> present = dataplane.read().services().keySet();
    List<Change> deletions =
        changes.stream()
            .filter(Change.AddService.class::isInstance)
            .map(change -> ((Change.AddService) change).key())
            .filter(present::contains)
            .<Change>map(Change.DeleteService::new)
            .toList();
    int left = dataplane.apply(deletions).size();
    int others = present.size() - deletions.size() + left;
    log()
        .info(
            "{} services made at the start are taken out again; {} others stay in the kernel as they"
                + " are, and nobody looks after them until a node starts",
            deletions.size() - left,
            others);
  }

  /** Not sooner than it is needed: all that logging loads would come before the first rules. */
  private static Logger log() {
    return LoggerFactory.getLogger(FirstRules.class);
  }

  /** A node that runs already has its address, and its rules are not for a second one to change. */
  private static boolean isFree(Endpoint api) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(api.address(), api.port()));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}

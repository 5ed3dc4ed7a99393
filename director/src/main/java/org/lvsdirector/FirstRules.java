package org.lvsdirector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.ipvs.IpvsDataplane;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.reconcile.DesiredRules;
import org.lvsdirector.reconcile.Planner;
import org.lvsdirector.reconcile.Wanted;

/**
 * Puts the rules into the kernel before the rest of a node is even loaded, which takes longer than
 * they do. It decides as the node's own loop does before it has heard anything: a server that is to
 * be checked keeps its weight from before a restart, or gets no traffic yet.
 */
public final class FirstRules {
  private FirstRules() {}

  /**
   * Makes the changes, if any; blocks. What fails is left to the node's start, which meets the same
   * and says so.
   *
   * @return how many changes were sent
   */
  public static int apply(Config config) {
    Config own = Reload.forRole(config);
    if (own.dataplane() == DataplaneKind.EMBEDDED || !isFree(own.api().listen())) {
      return 0;
    }
    try (IpvsDataplane kernel = IpvsDataplane.open()) {
      Health unknown = Health.unknown(Instant.now());
      Wanted wanted = Pool.of(own, Overrides.NONE).wanted(watch -> unknown, NetfilterOutcome.NONE);
      Rules actual = kernel.read();
      List<Change> changes = Planner.plan(DesiredRules.of(wanted, actual), actual, Set.of());
      kernel.apply(changes);
      return changes.size();
    } catch (IOException | RuntimeException failed) {
      return 0;
    }
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

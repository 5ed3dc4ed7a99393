package org.lvsdirector.sync;

import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.SyncMode;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.dataplane.ipvs.SyncDaemons;
import org.lvsdirector.model.VipGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kernel's own connection sync: every node runs the sending and the receiving thread at once,
 * so that nothing has to be switched in a failover. The threads outlive the process, as the rules
 * do. Multicast, neither authenticated nor encrypted.
 */
public final class KernelSync {
  private static final Logger log = LoggerFactory.getLogger(KernelSync.class);

  private KernelSync() {}

  /**
   * Starts what is configured; the kernel settings must be right before, for the threads take some
   * of them at their start. That it fails does not keep a node from serving: it is logged.
   *
   * @return whether the tables are kept alike
   */
  public static boolean start(Config config) {
    if (config.sync() != SyncMode.KERNEL || config.cluster().members().size() < 2) {
      return false;
    }
    try (SyncDaemons daemons = SyncDaemons.open()) {
      String interfaceName = interfaceName(config);
      for (SyncDaemon.State state : SyncDaemon.State.values()) {
        put(daemons, SyncDaemon.of(state, interfaceName, syncId(config.cluster().name())));
      }
      return true;
    } catch (IOException refused) {
      log.warn(
          "connections are not synchronised, so they will not survive a failover: {}",
          refused.getMessage());
      return false;
    }
  }

  private static void put(SyncDaemons daemons, SyncDaemon wanted) throws IOException {
    if (daemons.start(wanted)) {
      return;
    }
    Optional<SyncDaemon> running =
        daemons.daemons().stream().filter(daemon -> daemon.state() == wanted.state()).findFirst();
    boolean same =
        running.isPresent()
            && running.get().interfaceName().equals(wanted.interfaceName())
            && running.get().syncId() == wanted.syncId();
    if (!same) {
      daemons.stop(wanted.state());
      daemons.start(wanted);
    }
  }

  static String interfaceName(Config config) throws IOException {
    Optional<String> named = config.syncInterface().or(() -> config.cluster().interfaceName());
    if (named.isEmpty() && config.cluster().bind().isPresent()) {
      NetworkInterface carrier = NetworkInterface.getByInetAddress(config.cluster().bind().get());
      named = Optional.ofNullable(carrier).map(NetworkInterface::getName);
    }
    List<String> groups = config.vipGroups().stream().map(VipGroup::interfaceName).toList();
    return named
        .or(() -> groups.stream().findFirst())
        .orElseThrow(() -> new IOException("no interface is known; set sync-interface"));
  }

  /** Whether a daemon is one that this program starts for {@code sync: kernel}. */
  public static boolean isOurs(Config config, SyncDaemon running) {
    return running.syncId() == syncId(config.cluster().name())
        && running.group().equals(SyncDaemon.DEFAULT_GROUP)
        && running.port() == SyncDaemon.DEFAULT_PORT;
  }

  /** The same on all members of a cluster, most likely another for other clusters; 1–255. */
  static int syncId(String clusterName) {
    CRC32 sum = new CRC32();
    sum.update(clusterName.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() % 255) + 1;
  }
}

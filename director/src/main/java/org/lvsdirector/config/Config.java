package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;

/**
 * A whole configuration as one node sees it: complete, checked, every default filled in.
 *
 * @param file where it was read from; names in it are relative to that file's folder
 * @param node name of this node, unique in the cluster
 * @param netfilter through which program the packet filter is reached
 * @param vipGroups in the file's order; priorities are those of this node
 * @param services in the file's order
 * @param timeouts of all services' connections
 * @param onStop what becomes of the IPVS rules at a graceful stop
 * @param sync how connection tables are kept alike
 * @param syncInterface the interface that {@code sync: kernel} multicasts on; empty = the cluster's
 *     interface, or else the first VIP group's
 * @param kernel what the node does about the settings of its kernel
 * @param stateDir the folder where the node keeps what operators change
 * @param hooks whom the node tells of events
 * @param hash of the file
 */
public record Config(
    Path file,
    String node,
    ClusterConfig cluster,
    DataplaneKind dataplane,
    NetfilterKind netfilter,
    List<VipGroup> vipGroups,
    List<VirtualService> services,
    Timeouts timeouts,
    ApiConfig api,
    OnStop onStop,
    SyncMode sync,
    Optional<String> syncInterface,
    KernelConfig kernel,
    Optional<Path> stateDir,
    List<HookConfig> hooks,
    Fingerprint hash) {
  /** Copies the lists. */
  public Config {
    vipGroups = List.copyOf(vipGroups);
    services = List.copyOf(services);
    hooks = List.copyOf(hooks);
  }

  /** The same with other services. */
  public Config withServices(List<VirtualService> others) {
    return new Config(
        file,
        node,
        cluster,
        dataplane,
        netfilter,
        vipGroups,
        others,
        timeouts,
        api,
        onStop,
        sync,
        syncInterface,
        kernel,
        stateDir,
        hooks,
        hash);
  }
}

package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;

/** Reads the file's outermost keys. */
final class TopSection {
  static final Key<String> NODE =
      Key.optional(
          "node", TextKinds.NAME, "the host's name", "Name of this node, unique in the cluster.");
  static final Key<Void> CLUSTER =
      Key.section(
          "cluster",
          "a section of keys",
          "default: a node on its own",
          "Who belongs to the cluster and how its members talk.");
  static final Key<DataplaneKind> DATAPLANE =
      Key.of(
          "dataplane",
          Kinds.label(DataplaneKind.class, "a data plane"),
          "ipvs",
          "ipvs: the kernel's; embedded: TCP only, in the process, without root.");
  static final Key<NetfilterKind> NETFILTER =
      Key.of(
          "netfilter",
          Kinds.label(NetfilterKind.class, "a packet filter"),
          "auto",
          "Program that makes the rules of forward: fullnat; auto: the first that works.");
  static final Key<Void> VIP_GROUPS =
      Key.section(
          "vip-groups",
          "a list of sections",
          "default: none",
          "Virtual addresses that move together.");
  static final Key<Void> DEFAULTS =
      Key.section(
          "defaults",
          "a section of keys",
          "default: none",
          "What holds where a service says nothing else.");
  static final Key<Void> SERVICES =
      Key.section("services", "a list of sections", "default: none", "The virtual services.");
  static final Key<Void> TIMEOUTS =
      Key.section(
          "timeouts",
          "a section of keys",
          "default: as the kernel has them",
          "How long IPVS keeps silent connections, of all services of the kernel alike.");
  static final Key<Void> API =
      Key.section("api", "a section of keys", "default: as below", "The face to the outside.");
  static final Key<OnStop> ON_STOP =
      Key.of(
          "on-stop",
          Kinds.label(OnStop.class, "something to do on stop"),
          "keep-rules",
          "What becomes of the IPVS rules at a graceful stop; kept, connections live on.");
  static final Key<SyncMode> SYNC =
      Key.of(
          "sync",
          Kinds.label(SyncMode.class, "a way of connection sync"),
          "relay",
          "relay: through the cluster's channel, with all that a joining director lacks; kernel:"
              + " the kernel's sync daemons, which multicast without authentication, so the segment"
              + " should carry nobody but directors; always off with embedded.");
  static final Key<String> SYNC_INTERFACE =
      Key.optional(
              "sync-interface",
              TextKinds.INTERFACE,
              "the cluster's interface, or else the first VIP group's",
              "Network interface of sync: kernel.")
          .perNode();

  static final Key<Void> KERNEL_SETTINGS =
      Key.section(
          "kernel-settings",
          "a section of keys",
          "default: as below",
          "What a node does about the settings of its kernel, of which it only looks at those that"
              + " its services need. apply: sets them, and again when somebody changes them;"
              + " report: shows what is wrong and its cure; off: does not look.");

  static final Key<String> STATE_DIR =
      Key.optional(
              "state-dir",
              Source.NAME,
              "the folder that systemd's StateDirectory= makes, or else none",
              "Folder, made where it is absent, in which the node keeps what operators change, so"
                  + " that it outlives a restart of all nodes; without one failovers only.")
          .perNode();

  static final Key<Void> NOTIFY =
      Key.section(
          "notify",
          "a list of sections",
          "default: none",
          "Programs and web servers that the node tells of events, one after the other, without"
              + " ever waiting for them itself.");

  static final Section SECTION =
      new Section(
          "",
          List.of(
              NODE,
              CLUSTER,
              DATAPLANE,
              NETFILTER,
              VIP_GROUPS,
              DEFAULTS,
              SERVICES,
              TIMEOUTS,
              API,
              ON_STOP,
              SYNC,
              SYNC_INTERFACE,
              KERNEL_SETTINGS,
              STATE_DIR,
              NOTIFY));

  private TopSection() {}

  static Config read(Mapping m, Source source, String node, Fingerprint hash) {
    ClusterConfig cluster =
        m.section(CLUSTER, ClusterSection.SECTION)
            .map(it -> ClusterSection.read(it, source))
            .orElseGet(ClusterSection::alone);
    DataplaneKind dataplane = m.get(DATAPLANE);
    GroupSection groupReader = new GroupSection(cluster);
    List<VipGroup> groups =
        m.sections(VIP_GROUPS, GroupSection.SECTION).stream()
            .flatMap(it -> groupReader.read(it).stream())
            .toList();
    SyncMode sync = sync(m, dataplane);
    boolean synced = sync != SyncMode.OFF && cluster.members().size() > 1;
    ServiceReader serviceReader =
        new ServiceReader(
            DefaultsSection.read(m, DEFAULTS), dataplane, new FullnatCheck(groups), synced);
    List<VirtualService> services =
        m.sections(SERVICES, ServiceSection.SECTION).stream()
            .flatMap(it -> serviceReader.read(it).stream())
            .toList();
    ApiConfig api =
        m.section(API, ApiSection.SECTION)
            .map(it -> ApiSection.read(it, source))
            .orElseGet(ApiSection::usual);
    Optional<String> syncInterface = m.find(SYNC_INTERFACE);
    return new Config(
        source.file(),
        node,
        cluster,
        dataplane,
        m.get(NETFILTER),
        groups,
        services,
        timeouts(m, dataplane),
        api,
        m.get(ON_STOP),
        sync,
        syncInterface,
        KernelSection.read(m.section(KERNEL_SETTINGS, KernelSection.SECTION), sync),
        source.path(m, STATE_DIR),
        m.sections(NOTIFY, HookSection.SECTION).stream()
            .flatMap(it -> HookSection.read(it, source).stream())
            .toList(),
        hash.naming(source.named()));
  }

  private static Timeouts timeouts(Mapping m, DataplaneKind dataplane) {
    Timeouts timeouts =
        m.section(TIMEOUTS, TimeoutsSection.SECTION)
            .map(TimeoutsSection::read)
            .orElse(Timeouts.UNSET);
    if (dataplane == DataplaneKind.EMBEDDED && !timeouts.equals(Timeouts.UNSET)) {
      m.spot(TIMEOUTS).fault("are the kernel's; the embedded data plane does not have them");
    }
    return timeouts;
  }

  private static SyncMode sync(Mapping m, DataplaneKind dataplane) {
    SyncMode sync = m.get(SYNC);
    if (dataplane == DataplaneKind.IPVS) {
      return sync;
    }
    if (m.has(SYNC) && sync != SyncMode.OFF) {
      m.spot(SYNC).fault("the embedded data plane has no connections in the kernel; write off");
    }
    return SyncMode.OFF;
  }
}

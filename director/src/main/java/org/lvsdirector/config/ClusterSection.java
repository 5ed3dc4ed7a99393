package org.lvsdirector.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Item;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.config.yaml.Unique;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** Reads {@code cluster:}. */
final class ClusterSection {
  static final Key<String> NAME =
      Key.of("name", TextKinds.NAME, "lvs-director", "Name of the cluster, shown everywhere.");
  static final Key<InetAddress> BIND =
      Key.optional(
              "bind",
              AddressKinds.ADDRESS,
              "the member's address that this machine carries",
              "This node's address for cluster traffic.")
          .perNode();
  static final Key<String> INTERFACE =
      Key.optional(
              "interface",
              TextKinds.INTERFACE,
              "as bind says",
              "Network interface whose address to bind to; excludes bind.")
          .perNode();
  static final Key<Integer> PORT =
      Key.of("port", Kinds.integer(1, 65535), "7800", "TCP port of cluster traffic.").perNode();
  static final Key<Place> MEMBERS =
      Key.optional(
          "members",
          AddressKinds.PLACE,
          "none, a node on its own",
          "List of all members, this node included; without a port, cluster.port counts.");
  static final Key<String> KEY_FILE =
      Key.optional(
          "key-file",
          TextKinds.FILE,
          "none",
          "Key shared by the members (PKCS#12), made by lvs-director cluster-key;"
              + " required with two or more members unless insecure is true.");
  static final Key<Boolean> INSECURE =
      Key.of(
          "insecure",
          Kinds.BOOL,
          "false",
          "Lets cluster traffic go unauthenticated and in clear text; excludes key-file.");
  static final Key<Duration> DETECT =
      Key.of(
          "detect",
          Durations.between(Duration.ofMillis(100), Duration.ofSeconds(60)),
          "300ms",
          "Silence after which a member counts as dead, unless its machine still takes connections"
              + " for it: then it gets a second more.");
  static final Key<Quorum> QUORUM =
      Key.of(
          "quorum",
          Kinds.label(Quorum.class, "a quorum"),
          "none",
          "majority: only a side with more than half of the members may hold VIPs.");
  static final Key<Role> ROLE =
      Key.of(
              "role",
              Kinds.label(Role.class, "a role"),
              "director",
              "witness: a member that only votes and never holds VIPs.")
          .perNode();

  static final Section SECTION =
      new Section(
          "cluster",
          List.of(NAME, BIND, INTERFACE, PORT, MEMBERS, KEY_FILE, INSECURE, DETECT, QUORUM, ROLE));

  private ClusterSection() {}

  static ClusterConfig read(Mapping m, Source source) {
    List<Endpoint> members = members(m);
    ClusterConfig cluster =
        new ClusterConfig(
            m.get(NAME),
            m.find(BIND),
            m.find(INTERFACE),
            m.get(PORT),
            members,
            source.readable(m, KEY_FILE),
            m.get(INSECURE),
            m.get(DETECT),
            m.get(QUORUM),
            m.get(ROLE));
    checkSelf(m, cluster);
    checkKey(m, members.size());
    if (cluster.quorum() == Quorum.MAJORITY && members.size() < 3 && m.sound(MEMBERS)) {
      m.spot(QUORUM)
          .fault(
              "majority needs three or more members and there are "
                  + members.size()
                  + "; add a member with role: witness, or write none");
    }
    return cluster;
  }

  /** The cluster of a node that stands alone. */
  static ClusterConfig alone() {
    return new ClusterConfig(
        NAME.fallback().orElseThrow(),
        Optional.empty(),
        Optional.empty(),
        PORT.fallback().orElseThrow(),
        List.of(),
        Optional.empty(),
        INSECURE.fallback().orElseThrow(),
        DETECT.fallback().orElseThrow(),
        QUORUM.fallback().orElseThrow(),
        ROLE.fallback().orElseThrow());
  }

  private static List<Endpoint> members(Mapping m) {
    int port = m.get(PORT);
    List<Endpoint> members = new ArrayList<>();
    Unique<Endpoint> unique = new Unique<>();
    for (Item<Place> item : m.items(MEMBERS)) {
      if (item.value().port().isEmpty() && m.isSplit(PORT)) {
        item.spot().fault("needs its port behind it, because cluster.port differs by node");
      }
      Endpoint member = item.value().at(port);
      unique.add(member, item.spot(), "the member");
      members.add(member);
    }
    return members;
  }

  private static void checkSelf(Mapping m, ClusterConfig cluster) {
    if (m.has(BIND) && m.has(INTERFACE)) {
      m.spot(INTERFACE).fault("bind and interface exclude each other; keep one");
    }
    if (cluster.bind().isEmpty() || cluster.members().isEmpty() || !m.sound(MEMBERS, PORT)) {
      return;
    }
    Endpoint self = new Endpoint(cluster.bind().get(), cluster.port());
    if (cluster.members().contains(self)) {
      return;
    }
    List<Endpoint> near =
        cluster.members().stream().filter(it -> it.address().equals(self.address())).toList();
    if (near.isEmpty()) {
      String own = Addresses.text(self.address());
      m.spot(BIND).fault(own + " is not among the members; add it there");
    } else {
      m.spot(m.has(PORT) ? PORT : BIND)
          .fault(
              "the members have "
                  + near.get(0)
                  + " but this node's port is "
                  + self.port()
                  + "; make them agree");
    }
  }

  private static void checkKey(Mapping m, int members) {
    if (!m.sound(KEY_FILE, INSECURE)) {
      return;
    }
    if (m.has(KEY_FILE) && m.get(INSECURE)) {
      m.spot(INSECURE).fault("true and a key-file exclude each other; keep one");
    } else if (!m.has(KEY_FILE) && !m.get(INSECURE) && members > 1) {
      m.spot(KEY_FILE)
          .fault(
              "is required with two or more members; make one with lvs-director cluster-key"
                  + " --out FILE, or write insecure: true where strangers cannot reach the port");
    }
  }
}

package org.lvsdirector.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.Brief;
import org.lvsdirector.Checkup;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.DrainPlan;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.sync.SyncStatus;
import org.lvsdirector.traffic.Load;
import org.lvsdirector.traffic.Series;

/** What a node may have to tell. */
final class Samples {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
  private static final DrainPlan PLAN = new DrainPlan(300L, "hold", "kill", "ignore", 100);

  private Samples() {}

  static Load load(long base) {
    return new Load(
        base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6, base, 1.5, 2.5, 3.5, 4.5);
  }

  static Series series(float value) {
    List<Float> values = List.of(0f, value);
    return new Series(1000, THEN, values, values, values, values);
  }

  static Brief brief(String node, String configHash) {
    var group =
        new Brief.GroupBrief(
            "web", true, "", node.equals("d1"), 150, false, 2, 512L, 1, 5000, 4200L);
    return new Brief(
        node,
        "director",
        "1",
        THEN,
        "embedded",
        configHash,
        true,
        List.of("a fault of " + node),
        List.of(group),
        SyncStatus.of("off"),
        load(node.equals("d1") ? 100 : 0),
        7);
  }

  static ClusterSight sight(String self, List<String> others) {
    List<ClusterSight.MemberSight> members = new ArrayList<>();
    members.add(new ClusterSight.MemberSight(self, "192.0.2.1:7800", false));
    others.forEach(
        other -> members.add(new ClusterSight.MemberSight(other, "192.0.2.2:7800", false)));
    var candidate = new ClusterSight.Candidate("d2", true, "", 1, true, 100);
    var group =
        new ClusterSight.GroupSight(
            "web",
            "eth0",
            List.of("192.0.2.9/32"),
            "d1",
            THEN,
            7,
            "because",
            5000,
            List.of(candidate));
    return new ClusterSight(
        self,
        "pair",
        "d1",
        7,
        new ClusterSight.QuorumSight("none", members.size(), 2, 1, true),
        members,
        others.isEmpty() ? List.of("192.0.2.2:7800") : List.of(),
        List.of(group));
  }

  static ServerRow server(String address, String condition, String etag) {
    return server(address, condition, etag, "");
  }

  static ServerRow server(String address, String condition, String etag, String edited) {
    boolean drains = condition.startsWith("drain");
    DrainStatus drain =
        drains
            ? new DrainStatus(
                "web", address, "draining", true, 4, 1, 250, 31, 0, 0, "hold", "kill", "ignore", "")
            : null;
    return new ServerRow(
        address,
        condition,
        drains ? "drain" : "up",
        condition.equals("down") ? "down" : "up",
        THEN,
        "TCP connect to " + address,
        condition.equals("down") ? null : 1.5,
        condition.equals("down") ? null : 41,
        new Checkup(THEN, condition.equals("down") ? "" : "held", false, 1, ""),
        condition.equals("up") ? 1 : 0,
        1,
        1,
        load(10),
        edited,
        drain,
        PLAN,
        etag);
  }

  /** A service that a node is in charge of, with a server that is up and one that is not. */
  static ServiceRow service(String name, String node) {
    return service(
        name, node, List.of(server("10.0.0.1:80", "up", "1"), server("10.0.0.2:80", "down", "2")));
  }

  static ServiceRow service(String name, String node, List<ServerRow> servers) {
    return service(name, node, servers, "");
  }

  static ServiceRow service(String name, String node, List<ServerRow> servers, String edited) {
    int up = (int) servers.stream().filter(ServerRow::serves).count();
    String state = up == 0 ? "down" : up < servers.size() ? "degraded" : "up";
    return new ServiceRow(
        name,
        "tcp 192.0.2.9:80",
        "web",
        node,
        state,
        "",
        "",
        "rr",
        "dr",
        "tcp",
        0,
        "tcp every 1.0 s",
        false,
        up,
        servers.size(),
        load(20),
        edited,
        "\"etag-of-" + name + "\"",
        servers);
  }
}

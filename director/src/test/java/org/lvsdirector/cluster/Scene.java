package org.lvsdirector.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;

/** Builds what a coordinator knows; the first member decides. */
final class Scene {
  private final List<String> members = new ArrayList<>();
  private final Map<String, NodeReport> reports = new HashMap<>();
  private final Map<String, Integer> sides = new HashMap<>();
  private final Set<String> blind = new HashSet<>();
  private int configured;
  private Quorum quorum = Quorum.NONE;
  private boolean waiting;
  private boolean guarded;
  private boolean parted;
  private boolean merged;

  private Scene() {}

  static Scene of(String... nodes) {
    Scene scene = new Scene();
    for (String node : nodes) {
      scene.members.add(node);
      scene.reports.put(node, report(node, Map.of("web", able(100))));
    }
    scene.configured = nodes.length;
    return scene;
  }

  static GroupReport able(int priority) {
    return new GroupReport(priority, false, true, "", 2, Optional.empty());
  }

  static GroupReport preempting(int priority) {
    return new GroupReport(priority, true, true, "", 2, Optional.empty());
  }

  static GroupReport unable() {
    return new GroupReport(100, false, false, "interface eth0 is down", 2, Optional.empty());
  }

  static GroupReport covering(double share) {
    return new GroupReport(100, false, true, "", 2, Optional.empty(), OptionalLong.of(1000), share);
  }

  static GroupReport seeing(int priority, int healthy) {
    return new GroupReport(priority, false, true, "", healthy, Optional.empty());
  }

  static Mandate mandate(long epoch, String group, String holder) {
    return new Mandate(
        new Epoch(epoch), group, Optional.ofNullable(holder), Optional.empty(), false);
  }

  static Mandates mandates(Mandate... all) {
    Mandates mandates = Mandates.NONE;
    for (Mandate mandate : all) {
      mandates = mandates.with(mandate);
    }
    return mandates;
  }

  private static NodeReport report(String node, Map<String, GroupReport> groups) {
    return new NodeReport(node, Role.DIRECTOR, groups, Mandates.NONE, Map.of(), false, 0);
  }

  Scene says(String node, GroupReport web) {
    return says(node, Map.of("web", web));
  }

  Scene says(String node, Map<String, GroupReport> groups) {
    reports.put(node, report(node, groups));
    return this;
  }

  Scene leaving(String node) {
    NodeReport was = reports.get(node);
    reports.put(
        node, new NodeReport(node, was.role(), was.groups(), was.seen(), was.holding(), true, 0));
    return this;
  }

  Scene witness(String node) {
    NodeReport was = reports.get(node);
    reports.put(
        node,
        new NodeReport(node, Role.WITNESS, was.groups(), was.seen(), was.holding(), false, 0));
    return this;
  }

  Scene believes(String node, Mandate... all) {
    NodeReport was = reports.get(node);
    reports.put(
        node,
        new NodeReport(
            node, was.role(), was.groups(), mandates(all), was.holding(), was.leaving(), 0));
    return this;
  }

  Scene silent(String node) {
    reports.remove(node);
    return this;
  }

  Scene ofConfigured(int count, Quorum rule) {
    configured = count;
    quorum = rule;
    return this;
  }

  Scene waiting() {
    waiting = true;
    return this;
  }

  Scene guarded() {
    guarded = true;
    return this;
  }

  Scene parted() {
    parted = true;
    return this;
  }

  Scene merged() {
    merged = true;
    return this;
  }

  Scene side(String node, int size) {
    sides.put(node, size);
    return this;
  }

  Scene blind(String group) {
    blind.add(group);
    return this;
  }

  ElectionView view() {
    return new ElectionView(
        members.get(0),
        members,
        reports,
        configured,
        quorum,
        waiting,
        guarded,
        parted,
        merged,
        sides,
        blind);
  }

  Mandates decide(Mandate... current) {
    return Election.decide(view(), mandates(current));
  }
}

package org.lvsdirector.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Epoch;

/**
 * A cluster without a network: views are given, messages take 1 to 20 ms, a node carries what it is
 * told to hold after at most 30 ms. Time is simulated; a seed makes everything repeatable.
 */
final class Simulation {
  static final long MS = 1_000_000;

  final Map<String, Node> nodes = new TreeMap<>();
  final Random random;
  final Quorum quorum;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final int configured;
  private long order;
  private long views;
  private int incarnations;
  long now = MS;

  private record Event(long at, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  Simulation(long seed, int size, Quorum quorum) {
    this.random = new Random(seed);
    this.configured = size;
    this.quorum = quorum;
    for (int i = 1; i <= size; i++) {
      nodes.put("d" + i, new Node("d" + i));
    }
  }

  final class Node {
    final String name;
    final Member member;
    final Council council;
    final Map<String, GroupReport> groups = new HashMap<>();
    List<String> view = List.of();
    private List<String> coming = List.of();
    Map<String, Epoch> holding = Map.of();
    private final Map<String, Long> arrivals = new HashMap<>();
    private NodeReport sent;
    private Mandates told = Mandates.NONE;
    Epoch highest = Epoch.NONE;
    boolean dead;

    Node(String name) {
      this.name = name;
      this.member =
          new Member(
              name,
              new Endpoint(InetAddress.getLoopbackAddress(), 1),
              Integer.toString(++incarnations));
      this.council = new Council(name, Role.DIRECTOR, configured, quorum, Duration.ofMillis(150));
      groups.put("web", Scene.able(100));
      groups.put("mail", Scene.able(100));
      council.join(0, now);
      report();
      later(random.nextInt(1000) * MS, this::tick);
    }

    void enter(ClusterView next) {
      view = next.nodes();
      council.view(next, now);
      sent = null;
      step();
      decision();
    }

    void says(String group, GroupReport report) {
      groups.put(group, report);
      report();
      step();
    }

    Map<String, Epoch> holds() {
      return council.holds(now);
    }

    private void report() {
      council.local(new NodeReport.Local(groups, holding));
    }

    private void tick() {
      if (!dead) {
        sent = null;
        step();
        decision();
        later(1000 * MS, this::tick);
      }
    }

    void step() {
      if (dead) {
        return;
      }
      council.decide(now);
      if (!council.mandates().equals(told)) {
        told = council.mandates();
        decision();
      }
      if (!council.holds(now).equals(holding)) {
        later(random.nextInt(30) * MS, this::carry);
      }
      if (!council.ownReport().equals(sent) && !view.isEmpty()) {
        sent = council.ownReport();
        broadcast(new Message.Report(sent, Overrides.NONE, Map.of()));
      }
      council.next(now).ifPresent(wait -> later(wait + 1, this::step));
      if (council.mandates().highest().compareTo(highest) < 0) {
        throw new AssertionError(name + ": the epoch fell from " + highest);
      }
      highest = council.mandates().highest();
    }

    private void carry() {
      if (!dead && !holding.equals(council.holds(now))) {
        holding = council.holds(now);
        report();
        step();
      }
    }

    private void decision() {
      if (council.decides()) {
        broadcast(new Message.Decision(council.mandates()));
      }
    }

    private void broadcast(Message message) {
      byte[] bytes = Wire.encode(message);
      for (String peer : view) {
        if (!peer.equals(name)) {
          Node to = nodes.get(peer);
          long at = Math.max(now + (1 + random.nextInt(20)) * MS, arrivals.getOrDefault(peer, 0L));
          arrivals.put(peer, at);
          later(at - now, () -> to.receive(this, bytes));
        }
      }
    }

    private void receive(Node from, byte[] bytes) {
      if (dead || from.dead || !view.contains(from.name) || !from.view.contains(name)) {
        return;
      }
      try {
        Message message = Wire.decode(from.name, bytes);
        if (message instanceof Message.Report report) {
          council.report(report.report(), now);
        } else if (message instanceof Message.Decision decision) {
          council.decision(from.name, decision.mandates(), now);
        }
      } catch (Wire.WireException wrong) {
        throw new AssertionError("what a node wrote was not understood", wrong);
      }
      step();
    }
  }

  void later(long nanos, Runnable task) {
    events.add(new Event(now + Math.max(0, nanos), ++order, task));
  }

  /** Lets time pass; the check runs after every event. */
  void run(long ms, Runnable check) {
    long end = now + ms * MS;
    while (!events.isEmpty() && events.peek().at() <= end) {
      Event event = events.poll();
      now = event.at();
      event.task().run();
      check.run();
    }
    now = end;
  }

  /** Gives the living nodes views as if the network were cut into these parts. */
  void split(List<List<String>> parts) {
    for (List<String> part : parts) {
      Map<List<String>, Integer> before = new HashMap<>();
      Map<String, Integer> sides = new HashMap<>();
      for (String name : part) {
        List<String> old = nodes.get(name).view;
        int side = (int) old.stream().filter(part::contains).count();
        before.put(old, side);
        sides.put(name, Math.max(1, side));
      }
      before.remove(List.of());
      boolean merged = before.size() > 1;
      List<Member> members = ordered(part).stream().map(name -> nodes.get(name).member).toList();
      ClusterView view =
          new ClusterView(
              ++views, members, merged, merged ? sides : Map.of(), Map.of(), Instant.EPOCH);
      for (String name : part) {
        Node node = nodes.get(name);
        if (!node.coming.equals(view.nodes()) || merged) {
          node.coming = view.nodes();
          later(random.nextInt(40) * MS, () -> enter(node, view));
        }
      }
    }
  }

  /** Kills a node and puts a fresh one in its place, which is in no view yet. */
  void restart(String name) {
    nodes.get(name).dead = true;
    nodes.put(name, new Node(name));
  }

  /** All that a part knows must be of one view before its members are compared. */
  boolean united(List<String> part) {
    Set<List<String>> seen = new HashSet<>();
    part.forEach(name -> seen.add(nodes.get(name).view));
    return seen.size() == 1;
  }

  private void enter(Node node, ClusterView view) {
    if (!node.dead && node.council.view().id() < view.id()) {
      node.enter(view);
    }
  }

  /** Members that were in a view before newcomers; among them the first part's order. */
  private List<String> ordered(List<String> part) {
    List<String> order = new ArrayList<>();
    for (String name : part) {
      for (String old : nodes.get(name).view) {
        if (part.contains(old) && !order.contains(old) && !nodes.get(old).view.isEmpty()) {
          order.add(old);
        }
      }
    }
    part.stream().filter(name -> !order.contains(name)).forEach(order::add);
    return order;
  }

  Optional<Mandate> newest(List<String> part, String group) {
    return part.stream()
        .flatMap(name -> nodes.get(name).council.mandates().of(group).stream())
        .max((a, b) -> a.epoch().compareTo(b.epoch()));
  }
}

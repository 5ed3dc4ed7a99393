package org.lvsdirector.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.cluster.membership.ClusterView;
import org.lvsdirector.cluster.membership.Member;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Epoch;

/**
 * What one node knows of the cluster and concludes from it: takes in views, reports and decisions,
 * decides where it is the coordinator, and tells what the node must hold. No I/O, no clock of its
 * own: times are nanoseconds that the caller passes in. Not thread-safe.
 */
final class Council {
  /**
   * How long a decision waits for the reports of members that have just come: whoever does without
   * appoints itself beside a master that it does not know yet. A member that is gone leaves the
   * view much sooner.
   */
  static final Duration REPORTS = Duration.ofSeconds(5);

  /** How long a node that starts without all the others waits for them. */
  static final Duration SETTLE = Duration.ofSeconds(1);

  /** How long it waits on after hearing one that it could not join yet. */
  static final Duration OUTSIDER = Duration.ofMillis(1500);

  /** How long it waits at most. */
  static final Duration PATIENCE = Duration.ofSeconds(6);

  /**
   * How long a node without the connections waits for one that vanished: parts of a cluster whose
   * members all live find each other again within a second or so, and until then the other
   * forwards.
   */
  static final Duration REUNION = Duration.ofSeconds(2);

  private final String node;
  private final Role role;
  private final int configured;
  private final Quorum quorum;
  private final Duration guard;
  private final Map<String, NodeReport> reports = new HashMap<>();
  private final Map<String, Long> heard = new HashMap<>();
  private final Set<String> awaited = new HashSet<>();
  private final Blindness blindness = new Blindness();
  private ClusterView view = ClusterView.NONE;
  private Mandates mandates = Mandates.NONE;
  private NodeReport.Local local = NodeReport.Local.NOTHING;
  private boolean leaving;
  private int generation;
  private boolean confirmed;
  private boolean merged;
  private Map<String, Integer> sides = Map.of();
  private long joined;
  private long viewed;
  private long settled;
  private long guardedUntil;
  private long partedUntil;

  /**
   * For a node.
   *
   * @param configured how many members the configuration names
   * @param guard where a quorum is needed: how long a part that lost the others unawares may go on
   *     holding until it notices, so that nobody takes over before it has let go
   */
  Council(String node, Role role, int configured, Quorum quorum, Duration guard) {
    this.node = node;
    this.role = role;
    this.configured = configured;
    this.quorum = quorum;
    this.guard = quorum == Quorum.NONE ? Duration.ZERO : guard;
  }

  /** Begins as a newcomer: nothing is held until the cluster has confirmed it. */
  void join(int newGeneration, long now) {
    generation = newGeneration;
    view = ClusterView.NONE;
    mandates = mandates.forget();
    confirmed = false;
    merged = false;
    reports.clear();
    heard.clear();
    awaited.clear();
    joined = now;
    settled = now + SETTLE.toNanos();
    guardedUntil = now;
    partedUntil = now;
  }

  /** Takes in a view. */
  void view(ClusterView next, long now) {
    boolean quorumBefore = electionView(now).hasQuorum();
    Set<Member> known = Set.copyOf(view.members());
    boolean first = view.members().isEmpty();
    viewed = now;
    merged |= next.merged();
    sides = next.merged() ? next.sides() : sides;
    Set<String> stayed = new HashSet<>();
    next.members().stream().filter(known::contains).forEach(member -> stayed.add(member.node()));
    boolean unawares =
        view.nodes().stream().anyMatch(name -> !stayed.contains(name) && !hasLeft(name));
    view = next;
    boolean gained = !quorumBefore && electionView(now).hasQuorum();
    // A part that gains its quorum may know nothing of the one that had it a moment ago, and what
    // it was told before it lost its quorum may be long out of date.
    confirmed &= !gained;
    long guards = gained ? 2 : unawares ? 1 : 0;
    guardedUntil = Math.max(guardedUntil, now + guards * guard.toNanos());
    partedUntil = unawares ? now + REUNION.toNanos() : partedUntil;
    reports.keySet().retainAll(stayed);
    awaited.clear();
    next.nodes().stream()
        .filter(name -> !reports.containsKey(name) && !name.equals(node))
        .forEach(awaited::add);
    if (first) {
      joined = now;
      settled = now + SETTLE.toNanos();
    }
  }

  private boolean hasLeft(String name) {
    return Optional.ofNullable(reports.get(name)).map(NodeReport::leaving).orElse(false);
  }

  /** Takes in what another member says of itself. */
  void report(NodeReport report, long now) {
    if (view.member(report.node()).isEmpty() || report.node().equals(node)) {
      return;
    }
    reports.put(report.node(), report);
    awaited.remove(report.node());
    // Before it is confirmed a newcomer has nothing that it would have to let go.
    obey(confirmed ? mandates.hear(report.seen()) : remember(report.seen()), now);
    // What was handed over stays handed over, also when the new holder is lost from sight.
    heard
        .keySet()
        .removeIf(group -> mandates.of(group).filter(m -> Obedience.taken(m, reports)).isPresent());
  }

  /** Takes in what the coordinator decided; whatever anyone else says does not count. */
  void decision(String sender, Mandates decided, long now) {
    if (view.coordinator().filter(sender::equals).isPresent()) {
      Mandates base = confirmed ? mandates : mandates.forget();
      confirmed = true;
      obey(base.adopt(decided), now);
    }
  }

  /** Takes in what the director says of this node. */
  void local(NodeReport.Local next) {
    local = next;
  }

  /** This node is about to go. */
  void leave() {
    leaving = true;
  }

  /** A node of this cluster was heard that is not in the view. */
  void outsider(long now) {
    if (!confirmed) {
      settled = Math.min(joined + PATIENCE.toNanos(), Math.max(settled, now + OUTSIDER.toNanos()));
    }
  }

  /**
   * A configured member has another key, so nobody knows what it holds: a node that starts beside
   * it does not appoint itself, or both would be master.
   */
  void foreign(long now) {
    if (!confirmed) {
      settled = Math.max(settled, now + PATIENCE.toNanos());
    }
  }

  /** Decides, if it is for this node to do so; whether anything changed. */
  boolean decide(long now) {
    ElectionView known = electionView(now);
    if (!known.coordinates()) {
      return false;
    }
    ElectionView sighted = known.withBlind(blindness.update(mandates, known, now));
    Mandates before = mandates;
    obey(Election.decide(sighted, mandates), now);
    if (!sighted.waiting() && !sighted.guarded()) {
      confirmed = true;
      merged = false;
    }
    return !before.equals(mandates);
  }

  /** Grants or refuses an operator's wish; the refusal, if any. */
  Optional<String> failover(String group, Optional<String> to, boolean force, long now) {
    ElectionView known = electionView(now);
    if (!known.coordinates()) {
      return Optional.of(node + " is not the coordinator any more; try again");
    }
    if (known.waiting() || known.guarded()) {
      return Optional.of(
          "the cluster is still forming: not every member has come and reported; try again");
    }
    Election.Ruling ruling = Election.failover(known, mandates, group, to, force);
    obey(ruling.mandates(), now);
    return ruling.refusal();
  }

  /** What this node must hold now. */
  Map<String, Epoch> holds(long now) {
    ElectionView known = electionView(now);
    return confirmed && known.hasQuorum() && known.members().contains(node)
        ? Obedience.holds(node, mandates, heard, reports, now)
        : Map.of();
  }

  /** When to look again although nothing happens, in nanoseconds from now. */
  Optional<Long> next(long now) {
    Stream<Long> handOvers =
        heard.values().stream().map(since -> since + Obedience.HAND_OVER.toNanos());
    Stream<Long> waits = Stream.of(viewed + REPORTS.toNanos(), settled, guardedUntil, partedUntil);
    return Stream.of(handOvers, waits, blindness.next(now).stream())
        .flatMap(due -> due)
        .map(due -> due - now)
        .filter(due -> due > 0)
        .min(Long::compare);
  }

  /** What this node says of itself. */
  NodeReport ownReport() {
    return new NodeReport(
        node, role, local.groups(), mandates, local.holding(), leaving, generation);
  }

  /** What every member says, this node included. */
  Map<String, NodeReport> reports() {
    Map<String, NodeReport> all = new HashMap<>(reports);
    all.put(node, ownReport());
    return Map.copyOf(all);
  }

  /** Whether what is held stays held when the others are lost; from any thread. */
  boolean stands() {
    return quorum == Quorum.NONE;
  }

  /** Members who have said that they are about to go. */
  Set<String> leaving() {
    return reports().values().stream()
        .filter(NodeReport::leaving)
        .map(NodeReport::node)
        .collect(Collectors.toSet());
  }

  Mandates mandates() {
    return mandates;
  }

  ClusterView view() {
    return view;
  }

  /** Whether this node's mandates are what all must obey: it coordinates and waits no more. */
  boolean decides() {
    return confirmed && view.coordinator().filter(node::equals).isPresent();
  }

  /** Whether members or reports that may matter are still to come. */
  boolean waits(long now) {
    ElectionView known = electionView(now);
    return known.waiting() || known.guarded();
  }

  /** Groups whose holder vanished and whom nobody follows yet, see {@link #REUNION}. */
  Set<String> hesitant(long now) {
    return Election.hesitant(electionView(now), mandates);
  }

  /** Whether another member could take a group over from this one, as far as is known. */
  boolean replaceable(String group, long now) {
    ElectionView known = electionView(now);
    return known.waiting()
        || new Candidates(known, group).best(other -> !other.equals(node)).isPresent();
  }

  private ElectionView electionView(long now) {
    boolean starting = !confirmed && view.members().size() < configured && now - settled < 0;
    boolean incomplete = !awaited.isEmpty() && now - viewed < REPORTS.toNanos();
    return new ElectionView(
        node,
        view.nodes(),
        reports(),
        configured,
        quorum,
        starting || incomplete,
        now - guardedUntil < 0,
        now - partedUntil < 0,
        merged,
        sides,
        Set.of());
  }

  private Mandates remember(Mandates seen) {
    return mandates.adopt(new Mandates(seen.highest(), Map.of()));
  }

  private void obey(Mandates next, long now) {
    next.groups()
        .forEach(
            (group, mandate) -> {
              if (!mandates.of(group).equals(Optional.of(mandate))) {
                heard.put(group, now);
              }
            });
    mandates = next;
  }
}

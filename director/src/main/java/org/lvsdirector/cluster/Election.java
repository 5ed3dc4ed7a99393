package org.lvsdirector.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lvsdirector.model.Epoch;

/**
 * Decides who holds each VIP group: a pure function of what the coordinator knows.
 *
 * <p>A living, able master stays. It is replaced when it leaves or is not able (it then hands
 * over), when it vanished (the other takes at once, unless it would break more than it saves), when
 * it alone sees no healthy servers, or by a member that preempts and has the connections. A mandate
 * is issued anew only where something changes.
 */
public final class Election {
  private Election() {}

  /**
   * The answer to an operator who asked for a fail-over.
   *
   * @param mandates what holds from now on
   * @param refusal why nothing changed, in a sentence; empty if the request was granted
   */
  public record Ruling(Mandates mandates, Optional<String> refusal) {}

  /** What holds from now on; {@code current} itself where nothing changes or it is not ours. */
  public static Mandates decide(ElectionView view, Mandates current) {
    if (!view.coordinates() || !view.hasQuorum()) {
      return current;
    }
    Mandates decided = current;
    for (String group : groups(view, current)) {
      decided = decide(view, decided, group);
    }
    return decided;
  }

  /**
   * Moves a group to another member because an operator wants it.
   *
   * @param force also to one that lacks connections
   */
  public static Ruling failover(
      ElectionView view, Mandates current, String group, Optional<String> to, boolean force) {
    Candidates candidates = new Candidates(view, group);
    Optional<String> holder = current.holder(group);
    if (!groups(view, current).contains(group)) {
      return refused(
          current, "there is no VIP group " + group + "; the groups are " + groups(view, current));
    }
    if (!view.hasQuorum()) {
      return refused(
          current,
          "only %d of %d members are here, which is no majority"
              .formatted(view.members().size(), view.configured()));
    }
    Optional<String> obstacle = to.flatMap(candidates::obstacle);
    if (obstacle.isPresent()) {
      return refused(current, obstacle.get());
    }
    Optional<String> target =
        to.or(() -> candidates.best(node -> !Optional.of(node).equals(holder)));
    if (target.isEmpty()) {
      List<String> reasons =
          view.members().stream()
              .filter(node -> !Optional.of(node).equals(holder))
              .flatMap(node -> candidates.obstacle(node).stream())
              .toList();
      return refused(
          current,
          "no other member can take "
              + group
              + (reasons.isEmpty() ? ": nobody else is here" : ": " + String.join("; ", reasons)));
    }
    Optional<String> from =
        holder.filter(view.members()::contains).filter(node -> !target.get().equals(node));
    if (from.isPresent() && !force && !candidates.isWarm(target.get())) {
      return refused(
          current,
          "%s has %.1f %% of %s's connections, the others would break; wait, or force it"
              .formatted(target.get(), candidates.coverage(target.get()) * 100, group));
    }
    Mandate mandate = new Mandate(next(view, current), group, target, from, true);
    return new Ruling(current.with(mandate), Optional.empty());
  }

  private static Ruling refused(Mandates current, String why) {
    return new Ruling(current, Optional.of(why));
  }

  private static Mandates decide(ElectionView view, Mandates current, String group) {
    Candidates candidates = new Candidates(view, group);
    Optional<Mandate> own = current.of(group);
    boolean early = view.waiting() || view.guarded();
    Optional<Mandate> known = early ? own : strongest(view, own, candidates, group);
    Optional<String> holder = known.flatMap(Mandate::holder);
    if (holder.isEmpty()) {
      Optional<String> first = early ? Optional.empty() : candidates.best(node -> true);
      return first.isEmpty() ? current : issue(view, current, group, first, Optional.empty());
    }
    if (!view.members().contains(holder.get())) {
      return view.guarded() || hesitates(view, candidates)
          ? current
          : issue(view, current, group, candidates.best(node -> true), Optional.empty());
    }
    if (view.waiting() && view.merged()) {
      return current;
    }
    Succession succession = succession(view, candidates, known.get(), holder.get());
    if (!succession.stays()) {
      Optional<String> from = succession.next().flatMap(next -> holder);
      return issue(view, current, group, succession.next(), from);
    }
    boolean heardByAll = early || (known.equals(own) && !disputed(view, known.get()));
    return heardByAll
        ? current
        : current.with(
            new Mandate(
                next(view, current), group, holder, Optional.empty(), known.get().manual()));
  }

  /** Groups that nobody takes over for now, since most of their connections would break. */
  static Set<String> hesitant(ElectionView view, Mandates current) {
    return current.groups().values().stream()
        .filter(known -> known.holder().filter(it -> !view.members().contains(it)).isPresent())
        .map(Mandate::group)
        .filter(group -> hesitates(view, new Candidates(view, group)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean hesitates(ElectionView view, Candidates candidates) {
    return view.parted() && candidates.best(node -> true).filter(candidates::isStrange).isPresent();
  }

  /**
   * What becomes of a living holder.
   *
   * @param next who follows unless it stays; empty = nobody can
   */
  private record Succession(boolean stays, Optional<String> next) {
    static final Succession STAYS = new Succession(true, Optional.empty());

    static Succession to(Optional<String> next) {
      return new Succession(false, next);
    }
  }

  private static Succession succession(
      ElectionView view, Candidates candidates, Mandate mandate, String holder) {
    NodeReport report = view.reports().get(holder);
    if (report == null) {
      return Succession.STAYS;
    }
    Optional<String> best = candidates.best(node -> !node.equals(holder));
    if (report.leaving()) {
      return best.isPresent() ? Succession.to(best) : Succession.STAYS;
    }
    if (candidates.obstacle(holder).isPresent()) {
      return Succession.to(best);
    }
    if (view.blind().contains(mandate.group())
        && best.filter(candidates::seesServers).isPresent()) {
      return Succession.to(best);
    }
    Optional<String> better =
        mandate.manual()
            ? Optional.empty()
            : candidates.best(node -> preempts(candidates, node, holder));
    return better.isPresent() ? Succession.to(better) : Succession.STAYS;
  }

  private static boolean preempts(Candidates candidates, String node, String holder) {
    return candidates.report(node).map(GroupReport::preempt).orElse(false)
        && candidates.priority(node) > candidates.priority(holder)
        && candidates.isWarm(node)
        && (candidates.seesServers(node) || !candidates.seesServers(holder));
  }

  /** The claim that prevails among what this node and the others believe. */
  private static Optional<Mandate> strongest(
      ElectionView view, Optional<Mandate> own, Candidates candidates, String group) {
    Comparator<Mandate> order =
        Comparator.comparing(Mandate::epoch)
            .reversed()
            .thenComparing(
                mandate -> mandate.holder().orElseThrow(), candidates.rivals(view.sides()));
    Optional<Mandate> living =
        Stream.concat(own.stream(), claims(view, group))
            .filter(mandate -> mandate.holder().filter(view.members()::contains).isPresent())
            .min(order);
    boolean ownIsNewer =
        own.isPresent()
            && living.isPresent()
            && !view.merged()
            && own.get().epoch().compareTo(living.get().epoch()) > 0;
    return ownIsNewer ? own : living.or(() -> own);
  }

  /**
   * Whether a member believes in another holder and will not learn better by itself: it has a
   * mandate of the same epoch, or its part was split off until now.
   */
  private static boolean disputed(ElectionView view, Mandate mandate) {
    return claims(view, mandate.group())
        .filter(claim -> !claim.holder().equals(mandate.holder()))
        .anyMatch(
            claim ->
                claim.epoch().equals(mandate.epoch())
                    || (view.merged() && claim.holder().isPresent()));
  }

  private static Stream<Mandate> claims(ElectionView view, String group) {
    return view.reports().entrySet().stream()
        .filter(entry -> view.members().contains(entry.getKey()))
        .flatMap(entry -> entry.getValue().seen().of(group).stream());
  }

  private static Mandates issue(
      ElectionView view,
      Mandates current,
      String group,
      Optional<String> holder,
      Optional<String> from) {
    return current.with(new Mandate(next(view, current), group, holder, from, false));
  }

  private static Epoch next(ElectionView view, Mandates current) {
    return Stream.concat(
            Stream.of(current.highest()),
            view.reports().values().stream().map(report -> report.seen().highest()))
        .max(Comparator.naturalOrder())
        .orElse(Epoch.NONE)
        .next();
  }

  private static SortedSet<String> groups(ElectionView view, Mandates current) {
    SortedSet<String> groups = new TreeSet<>(current.groups().keySet());
    view.reports().values().stream()
        .map(report -> report.groups().keySet())
        .forEach((Collection<String> names) -> groups.addAll(names));
    return groups;
  }
}

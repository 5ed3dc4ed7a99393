package org.lvsdirector.drain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.cluster.DrainMark;
import org.lvsdirector.dataplane.ConnectionCutter.Cut;
import org.lvsdirector.dataplane.ConnectionCutter.Result;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.ServiceCounters;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.Outcome;
import org.lvsdirector.reconcile.ServerId;

/** One drain as this node sees and does it. Belongs to the node's context. */
final class DrainRun {
  private static final Duration BETWEEN_CUTS = Duration.ofSeconds(1);
  private static final Duration FIRST_PROGRESS = Duration.ofSeconds(10);

  private final ServerId place;
  private final EventSink events;
  private final Pace pace = new Pace();
  private VirtualService service;
  private Countdown countdown;
  private Phase phase = Phase.DRAINING;
  private boolean inCharge;
  private boolean settled;
  private boolean cleared;
  private boolean cutting;
  private boolean deadlineTold;
  private long connections;
  private long closed;
  private long moved;
  private List<Destination> others = List.of();
  private Set<ServiceKey> strangers = Set.of();
  private Optional<Long> emptySince = Optional.empty();
  private Optional<Long> lastCut = Optional.empty();
  private Optional<Long> toldAt = Optional.empty();
  private String fault = "";

  DrainRun(ServerId place, VirtualService service, Countdown countdown, EventSink events) {
    this.place = place;
    this.service = service;
    this.countdown = countdown;
    this.events = events;
    events.emit("drain-begins", place.toString(), DrainWords.begins(countdown.order()));
  }

  boolean isOf(String id, DrainOrder order) {
    return countdown.id().equals(id) && countdown.order().equals(order);
  }

  void follow(VirtualService changed) {
    service = changed;
  }

  void heard(DrainMark mark, long now) {
    countdown = countdown.heard(mark, now);
  }

  DrainMark mark(long now) {
    return countdown.mark(now);
  }

  /** Takes in what a pass over the rules found. */
  void look(Outcome outcome, boolean charged, long now) {
    if (!outcome.answered()) {
      return;
    }
    inCharge = charged;
    Rules.Entry entry = outcome.rules().services().get(service.key());
    List<Destination> destinations = entry == null ? List.of() : entry.destinations();
    settled =
        destinations.stream()
            .filter(destination -> destination.endpoint().equals(place.server()))
            .allMatch(it -> it.weight() == 0 || it.upperThreshold() == 1);
    others =
        destinations.stream()
            .filter(it -> it.weight() > 0 && !it.endpoint().equals(place.server()))
            .toList();
    // There may be thousands, and only one by firewall mark needs to know them.
    strangers = service.key() instanceof ServiceKey.Fwmark ? strangers(outcome) : Set.of();
    ServiceCounters counters = outcome.statistics().services().get(service.key());
    DestinationCounters own = counters == null ? null : counters.destinations().get(place.server());
    connections = own == null ? 0 : own.active() + own.inactive();
    emptySince = connections > 0 ? Optional.empty() : Optional.of(emptySince.orElse(now));
    // What came after the table was found empty, such as by a late message of another director.
    cleared &= connections == 0;
    pace.count(connections, now);
  }

  private Set<ServiceKey> strangers(Outcome outcome) {
    return outcome.rules().services().keySet().stream()
        .filter(key -> !key.equals(service.key()))
        .collect(Collectors.toSet());
  }

  /** Decides anew; whether the server's place in the pool may be another now. */
  boolean turn(long now) {
    DrainOrder order = countdown.order();
    if (Decision.ends(order, facts(now))) {
      countdown = countdown.ended();
    }
    Phase before = phase;
    phase = Decision.phase(order, facts(now));
    if (phase != before) {
      tell(now);
    } else if (inCharge && phase != Phase.DRAINED) {
      tellProgress(now);
    }
    return phase != before;
  }

  private Facts facts(long now) {
    boolean quiet =
        countdown.order().templates() == Templates.IGNORE
            || !service.persistence().isOn()
            || emptySince
                .filter(since -> now - since >= service.persistence().timeout().toNanos())
                .isPresent();
    return new Facts(
        countdown.late(now), countdown.over(), inCharge, settled, quiet, cleared, connections);
  }

  private void tell(long now) {
    if (phase == Phase.DRAINED) {
      events.emit(
          "drained",
          place.toString(),
          DrainWords.drained(countdown.order(), countdown.age(now), closed, moved));
    } else if (!deadlineTold) {
      deadlineTold = true;
      events.emit(
          "drain-deadline", place.toString(), DrainWords.deadline(countdown.order(), connections));
    }
  }

  /** Ever more rarely, so that a long drain does not push everything else out of the log. */
  private void tellProgress(long now) {
    long age = now - countdown.began();
    long pause = Math.max(FIRST_PROGRESS.toNanos(), age / 4);
    if (now - toldAt.orElse(countdown.began()) >= pause) {
      toldAt = Optional.of(now);
      events.emit(
          "drain-progress",
          place.toString(),
          DrainWords.progress(
              connections, pace.perSecond(), pace.untilNone(), countdown.remaining(now)));
    }
  }

  /** What is to be closed or moved now, if anything; to be answered by one of the next two. */
  Optional<Cut> due(long now) {
    boolean waits = lastCut.filter(at -> now - at < BETWEEN_CUTS.toNanos()).isPresent();
    if (phase != Phase.CLEARING || cutting || waits) {
      return Optional.empty();
    }
    cutting = true;
    lastCut = Optional.of(now);
    DrainOrder order = countdown.order();
    boolean move = order.leftovers() == Leftovers.MOVE;
    return Optional.of(
        new Cut(service.key(), place.server(), move, others, strangers, order.rate()));
  }

  void cut(Result result) {
    cutting = false;
    cleared = result.found() == 0;
    closed += result.closed();
    moved += result.moved();
    fault("");
  }

  void cutFailed(String why) {
    cutting = false;
    fault(why);
  }

  private void fault(String now) {
    if (!now.equals(fault) && !now.isEmpty()) {
      events.emit("drain-failed", place.toString(), "its connections are not ended: " + now);
    }
    fault = now;
  }

  ServerId place() {
    return place;
  }

  DrainOrder order() {
    return countdown.order();
  }

  Phase phase() {
    return phase;
  }

  DrainStatus status(long now) {
    DrainOrder order = countdown.order();
    return new DrainStatus(
        place.service(),
        place.server().toString(),
        phase.label(),
        inCharge,
        connections,
        pace.perSecond(),
        countdown.remaining(now).map(Duration::toSeconds).orElse(-1L),
        pace.untilNone().map(Duration::toSeconds).orElse(-1L),
        closed,
        moved,
        DrainOrder.label(order.then()),
        DrainOrder.label(order.leftovers()),
        DrainOrder.label(order.templates()),
        fault);
  }
}

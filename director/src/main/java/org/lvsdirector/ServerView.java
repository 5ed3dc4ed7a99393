package org.lvsdirector;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.pool.Decided;
import org.lvsdirector.pool.Transition;
import org.lvsdirector.pool.Turn;
import org.lvsdirector.reconcile.ServerId;

/** What is known of one server's health, as it is shown. */
record ServerView(Checking checking, Decided pool, int index) {
  private RealServer server() {
    return pool.watched().service().servers().get(index);
  }

  private ServerId place() {
    return new ServerId(pool.watched().service().name(), server().endpoint());
  }

  private List<Watch> watches() {
    return pool.watched().watches().get(index);
  }

  private Stream<Health> healths() {
    return watches().stream().map(checking::health);
  }

  String health() {
    return watches().isEmpty() ? "unchecked" : label(pool.verdicts().get(index).state());
  }

  String text() {
    return pool.verdicts().get(index).text();
  }

  /** When the health last changed; never, as far as is known, when that is long ago. */
  Instant since() {
    if (watches().size() == 1) {
      return checking.health(watches().get(0)).since();
    }
    List<Transition> history = checking.chronicle().of(place());
    return history.isEmpty() ? Instant.EPOCH : history.get(history.size() - 1).time();
  }

  /** How long the longest of the newest checks took. */
  Optional<Duration> took() {
    return healths()
        .flatMap(it -> it.last().stream())
        .map(ProbeResult::took)
        .max(Duration::compareTo);
  }

  /** Until the first of its certificates expires; null where none is seen. */
  Integer certificateDays() {
    OptionalInt days = healths().flatMapToInt(it -> it.findings().certificateDays().stream()).min();
    return days.isPresent() ? days.getAsInt() : null;
  }

  Checkup checkup() {
    Turn.Role role = pool.turn().roles().get(server().endpoint());
    return new Checkup(
        watches().stream()
            .flatMap(watch -> checking.nextProbe(watch).stream())
            .min(Instant::compareTo)
            .orElse(null),
        healths()
            .map(it -> it.sentinel().words())
            .filter(words -> !words.isEmpty())
            .distinct()
            .collect(joining("; ")),
        checking.chronicle().flaps(place(), Instant.now()),
        server().level(),
        role == null ? "" : label(role));
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceQuorum;

/**
 * Reads how servers share a service's traffic as they go and come; {@code defaults:} may say it.
 */
final class PoolSection {
  private static final Kind<Integer> PERCENT =
      new Kind<>("percentage", "0%–100%", PoolSection::percent);
  private static final Set<Scheduler> BLIND = Set.of(Scheduler.RR, Scheduler.LC, Scheduler.DH);

  static final Key<Duration> SLOW_START =
      Key.of(
          "slow-start",
          Durations.between(Duration.ZERO, Duration.ofHours(1)),
          "0s",
          "How long the weight of a server that comes back takes to rise to the whole, in at most"
              + " 20 steps of whole weights: give the servers weights such as 100.");
  static final Key<Integer> LEVEL_SERVERS =
      Key.of(
          "level-servers",
          Kinds.integer(1, 65535),
          "1",
          "Servers of a higher level serve, too, while fewer than this many of the levels below"
              + " can.");
  static final Key<Integer> PANIC =
      Key.of(
          "panic",
          PERCENT,
          "0%",
          "With a smaller share of the servers alive, checks are not believed and all servers"
              + " serve, before a sorry server does.");
  static final Key<Integer> MAX_EJECT =
      Key.of(
          "max-eject",
          PERCENT,
          "100%",
          "At most this share of the servers is out because of checks, and one in any case; those"
              + " that fell last go on serving.");
  static final List<Key<?>> KEYS = List.of(SLOW_START, LEVEL_SERVERS, PANIC, MAX_EJECT);

  private PoolSection() {}

  /** The policy of a service with these servers. */
  static PoolPolicy read(
      Mapping own,
      Mapping merged,
      Scheduler scheduler,
      ServiceQuorum quorum,
      List<RealServer> pool) {
    Duration slowStart = merged.get(SLOW_START);
    if (own.has(SLOW_START) && !slowStart.isZero()) {
      slowStartFault(scheduler, pool).ifPresent(own.spot(SLOW_START)::fault);
    }
    return new PoolPolicy(
        slowStart, merged.get(LEVEL_SERVERS), merged.get(PANIC), merged.get(MAX_EJECT), quorum);
  }

  private static Optional<String> slowStartFault(Scheduler scheduler, List<RealServer> pool) {
    if (BLIND.contains(scheduler)) {
      return Optional.of(
          "has no effect, as the scheduler %s takes no heed of weights; use wrr or wlc"
              .formatted(scheduler.label()));
    }
    boolean flat = !pool.isEmpty() && pool.stream().allMatch(server -> server.weight() <= 1);
    return flat
        ? Optional.of("has no effect on servers of weight 1; give them weights such as 100")
        : Optional.empty();
  }

  private static int percent(String text) throws Refusal {
    if (!text.matches("\\d{1,3}%")) {
      throw new Refusal(Words.quote(text) + " is not a percentage; write one such as 50%");
    }
    int value = Integer.parseInt(text.substring(0, text.length() - 1));
    if (value > 100) {
      throw new Refusal(text + " is out of range; write a percentage from 0%–100%");
    }
    return value;
  }
}

package org.lvsdirector.healthcheck;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who is watched: one pulse for each subject, whatever the number of watches on it. Changed on the
 * monitor's thread; what is known of a watch may be asked for on any.
 */
final class Roster {
  private final Means means;
  private final Sentinels sentinels;
  private final Map<Subject, Pulse> pulses = new HashMap<>();
  private final Map<Watch, Follower> followers = new ConcurrentHashMap<>();
  private Map<String, Health> memory = Map.of();
  private volatile int subjects;
  private int number;

  Roster(Means means, Sentinels sentinels) {
    this.means = means;
    this.sentinels = sentinels;
  }

  Optional<Follower> find(Watch watch) {
    return Optional.ofNullable(followers.get(watch));
  }

  Map<Watch, Follower> followers() {
    return followers;
  }

  int subjects() {
    return subjects;
  }

  /** What subjects that come later start from, by key. */
  void remember(Map<String, Health> known) {
    memory = new HashMap<>(known);
  }

  /** Makes these the ones that are watched. Nothing happens to those that were before. */
  void replace(Map<Subject, List<Watch>> wanted) {
    for (Iterator<Map.Entry<Subject, Pulse>> all = pulses.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Subject, Pulse> each = all.next();
      if (!wanted.containsKey(each.getKey())) {
        all.remove();
        stop(each.getValue());
      }
    }
    List<Pulse> fresh = new ArrayList<>();
    wanted.forEach(
        (subject, watches) -> {
          Pulse pulse = pulses.get(subject);
          if (pulse == null) {
            fresh.add(begin(subject, watches));
          } else if (!same(pulse, watches)) {
            change(pulse, watches);
          }
        });
    subjects = pulses.size();
    for (int i = 0; i < fresh.size(); i++) {
      long interval = fresh.get(i).pace().interval().toNanos();
      fresh.get(i).start(Cadence.first(i, fresh.size(), interval));
    }
  }

  void stop() {
    pulses.values().forEach(this::stop);
    pulses.clear();
    subjects = 0;
  }

  private void stop(Pulse pulse) {
    sentinels.leave(pulse);
    pulse.stop();
    pulse.followers().forEach(each -> followers.remove(each.watch));
  }

  private Pulse begin(Subject subject, List<Watch> watches) {
    Health known = memory.isEmpty() ? null : memory.remove(subject.key());
    Health first = known == null ? Health.unknown(means.ticker().now()) : known;
    long interval =
        watches.stream()
            .mapToLong(it -> it.check().pace().interval().toNanos())
            .min()
            .orElseThrow();
    Pulse pulse = new Pulse(means, Cadence.phase(means.ticker().nanos(), number++, interval));
    pulses.put(subject, pulse);
    serve(pulse, watches, first);
    return pulse;
  }

  private void change(Pulse pulse, List<Watch> watches) {
    Health known = pulse.followers().get(0).health();
    for (Follower each : pulse.followers()) {
      if (!watches.contains(each.watch)) {
        followers.remove(each.watch);
      }
    }
    serve(pulse, watches, known);
  }

  private void serve(Pulse pulse, List<Watch> watches, Health known) {
    List<Follower> serving = new ArrayList<>();
    for (Watch watch : watches) {
      Follower own = followers.get(watch);
      if (own == null) {
        own = new Follower(watch, pulse, known.with(SentinelStatus.OFF));
        followers.put(watch, own);
      }
      serving.add(own);
    }
    pulse.serve(serving);
    sentinels.serve(pulse);
  }

  private boolean same(Pulse pulse, List<Watch> watches) {
    return pulse.followers().size() == watches.size()
        && watches.stream().allMatch(followers::containsKey);
  }
}

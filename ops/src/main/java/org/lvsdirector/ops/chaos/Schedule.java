package org.lvsdirector.ops.chaos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What is done to a cluster, and when. The same shape, length and seed give the same schedule.
 *
 * @param steps in the order of their time
 */
record Schedule(List<Step> steps) {
  /** What a machine gets after its daemon was started again, before the next fault. */
  private static final long START = 14_000;

  private static final long REST = 1_500;
  private static final long SHORTEST_PAUSE = 500;
  private static final long LONGEST_PAUSE = 7_000;
  private static final List<String> SERVERS = List.of("rs3");
  private static final List<Kind> KINDS = List.of(Kind.values());

  /** Copies the list. */
  Schedule {
    steps = List.copyOf(steps);
  }

  /** Draws a schedule; a machine is hurt in one way at a time, several machines may be at once. */
  static Schedule draw(Shape shape, long millis, long seed) {
    Random random = new Random(seed);
    Map<String, Long> free = new HashMap<>();
    List<Step> steps = new ArrayList<>();
    long at = SHORTEST_PAUSE;
    while (at < millis) {
      Kind kind = KINDS.get(random.nextInt(KINDS.size()));
      List<String> targets = targets(shape, kind, random);
      long length = length(kind, random);
      long now = at;
      if (targets.stream().allMatch(it -> free.getOrDefault(it, 0L) <= now)) {
        Step step = new Step(at, kind, String.join("+", targets), length);
        steps.add(step);
        long rest = kind.restarts() ? START : REST;
        targets.forEach(it -> free.put(it, step.end() + rest));
        at += SHORTEST_PAUSE + (long) (random.nextDouble() * (LONGEST_PAUSE - SHORTEST_PAUSE));
      } else {
        at += SHORTEST_PAUSE;
      }
    }
    return new Schedule(steps);
  }

  private static List<String> targets(Shape shape, Kind kind, Random random) {
    List<String> from =
        switch (kind.victim()) {
          case DIRECTOR -> shape.directorNames();
          case MEMBER, TWO_MEMBERS -> shape.members();
          case SERVER -> SERVERS;
        };
    int first = random.nextInt(from.size());
    if (kind.victim() != Kind.Victim.TWO_MEMBERS) {
      return List.of(from.get(first));
    }
    int second = (first + 1 + random.nextInt(from.size() - 1)) % from.size();
    return List.of(from.get(Math.min(first, second)), from.get(Math.max(first, second)));
  }

  /** Short ones are as frequent as long ones: what happens near the detection time matters most. */
  private static long length(Kind kind, Random random) {
    if (kind.longest() == 0) {
      return 0;
    }
    double ratio = (double) kind.longest() / kind.shortest();
    return Math.round(kind.shortest() * Math.pow(ratio, random.nextDouble()));
  }

  /** When the last fault is healed, in milliseconds from the beginning. */
  long end() {
    return steps.stream().mapToLong(Step::end).max().orElse(0);
  }

  /** One line for each step; {@link #parse} reads it. */
  String print() {
    return steps.stream().map(step -> step.print() + "\n").collect(Collectors.joining());
  }

  /** Reads what was printed; empty lines and those after {@code #} are skipped. */
  static Schedule parse(String text) {
    return new Schedule(
        Arrays.stream(text.split("\n", -1))
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .map(Step::parse)
            .toList());
  }
}

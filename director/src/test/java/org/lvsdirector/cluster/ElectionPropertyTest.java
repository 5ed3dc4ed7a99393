package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.config.Quorum;

/** Whatever happens to a cluster: one holder for each group and part, and epochs that only grow. */
class ElectionPropertyTest {
  private static final int SEEDS = 60;
  private static final int ROUNDS = 12;

  @ParameterizedTest
  @CsvSource({"2, NONE", "3, NONE", "3, MAJORITY", "5, NONE", "5, MAJORITY"})
  void oneHolderWhateverHappens(int size, Quorum quorum) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      String name = size + " nodes, quorum " + quorum + ", seed " + seed;
      try {
        new Run(new Simulation(seed, size, quorum)).play();
      } catch (AssertionError wrong) {
        throw new AssertionError(name + ": " + wrong.getMessage(), wrong);
      }
    }
  }

  private static final class Run {
    private final Simulation world;
    private List<List<String>> parts;
    private long disturbed;

    Run(Simulation world) {
      this.world = world;
      this.parts = List.of(List.copyOf(world.nodes.keySet()));
    }

    void play() {
      world.split(randomParts());
      for (int round = 0; round < ROUNDS; round++) {
        disturb();
        world.run(world.random.nextInt(400), this::check);
        if (world.random.nextInt(3) == 0) {
          disturb();
          world.run(world.random.nextInt(60), this::check);
        }
        world.split(parts);
        world.run(6000, this::check);
        parts.forEach(this::settled);
      }
    }

    private void disturb() {
      disturbed = world.now;
      List<String> names = List.copyOf(world.nodes.keySet());
      String name = names.get(world.random.nextInt(names.size()));
      String group = world.random.nextBoolean() ? "web" : "mail";
      switch (world.random.nextInt(5)) {
        case 0 -> {
          parts = randomParts();
          world.split(parts);
        }
        case 1 -> {
          parts = List.of(names);
          world.split(parts);
        }
        case 2 -> {
          world.restart(name);
          parts = without(name);
          world.split(parts);
        }
        case 3 -> world.nodes.get(name).says(group, randomReport());
        default -> {
          Simulation.Node node = world.nodes.get(name);
          node.council.failover(group, Optional.empty(), false, world.now);
          node.step();
        }
      }
    }

    private GroupReport randomReport() {
      return new GroupReport(
          100 + world.random.nextInt(3),
          world.random.nextInt(3) == 0,
          world.random.nextInt(3) != 0,
          "",
          world.random.nextInt(3),
          Optional.empty());
    }

    private List<List<String>> randomParts() {
      List<String> names = new ArrayList<>(world.nodes.keySet());
      Collections.shuffle(names, world.random);
      int cut = world.random.nextInt(names.size());
      List<List<String>> result = new ArrayList<>();
      result.add(List.copyOf(names.subList(cut, names.size())));
      if (cut > 0) {
        result.add(List.copyOf(names.subList(0, cut)));
      }
      return result;
    }

    /** A restarted node is alone until the next split brings it somewhere. */
    private List<List<String>> without(String name) {
      List<List<String>> result = new ArrayList<>();
      result.add(List.of(name));
      for (List<String> part : parts) {
        List<String> rest = part.stream().filter(other -> !other.equals(name)).toList();
        if (!rest.isEmpty()) {
          result.add(rest);
        }
      }
      return result;
    }

    /** At every moment: of those who obey the newest mandate of their part, one is the holder. */
    private void check() {
      onlyTheMajorityHolds();
      if (world.now - disturbed < 700 * Simulation.MS) {
        return;
      }
      for (List<String> part : parts) {
        for (String group : List.of("web", "mail")) {
          Optional<Mandate> newest = world.newest(part, group);
          long holders =
              part.stream()
                  .map(world.nodes::get)
                  .filter(node -> node.council.mandates().of(group).equals(newest))
                  .filter(node -> newest.isPresent() && newest.get().names(node.name))
                  .filter(node -> node.holds().containsKey(group))
                  .count();
          assertThat(holders).as("holders of %s in %s", group, part).isLessThanOrEqualTo(1);
        }
      }
    }

    /** Where a quorum is needed, two parts never hold at once, not even while they split. */
    private void onlyTheMajorityHolds() {
      if (world.quorum == Quorum.NONE) {
        return;
      }
      for (String group : List.of("web", "mail")) {
        List<List<String>> holding =
            parts.stream()
                .filter(part -> part.stream().anyMatch(name -> holds(name, group)))
                .toList();
        assertThat(holding).as("parts that hold %s", group).hasSizeLessThanOrEqualTo(1);
      }
    }

    /** Who is to hand over does not count: it goes on for a moment by intent. */
    private boolean holds(String name, String group) {
      Optional<Mandate> newest = world.newest(List.copyOf(world.nodes.keySet()), group);
      return world.nodes.get(name).holds().containsKey(group)
          && !newest.flatMap(Mandate::from).equals(Optional.of(name));
    }

    private void settled(List<String> part) {
      assertThat(world.united(part)).isTrue();
      for (String group : List.of("web", "mail")) {
        List<String> holders =
            part.stream().filter(name -> world.nodes.get(name).holding.containsKey(group)).toList();
        boolean quorum = world.quorum == Quorum.NONE || 2 * part.size() > world.nodes.size();
        boolean able =
            part.stream().anyMatch(name -> world.nodes.get(name).groups.get(group).able());
        assertThat(holders)
            .as("holders of %s in %s: %s", group, part, world.newest(part, group))
            .hasSize(quorum && able ? 1 : 0);
      }
    }
  }
}

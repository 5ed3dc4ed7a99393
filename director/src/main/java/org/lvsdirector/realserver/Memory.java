package org.lvsdirector.realserver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What is started, and what was found before it was changed.
 *
 * @param uses what this machine is a real server for, in the order of their start
 * @param found the states to go back to, in the order in which they were changed
 */
record Memory(List<Use> uses, Map<Thing, String> found) {
  static final Memory EMPTY = new Memory(List.of(), Map.of());

  Memory with(Use use) {
    return uses.contains(use) ? this : edit(it -> it.uses.add(use));
  }

  Memory without(List<Use> gone) {
    return edit(it -> it.uses.removeAll(gone));
  }

  Memory withFound(Thing thing, String state) {
    return edit(it -> it.found.put(thing, state));
  }

  Memory withoutFound(Thing thing) {
    return edit(it -> it.found.remove(thing));
  }

  /** What nobody asks for any more, the latest first. */
  List<Thing> orphans() {
    Set<Thing> needed =
        uses.stream()
            .flatMap(use -> use.needs().stream())
            .map(Need::thing)
            .collect(Collectors.toSet());
    List<Thing> orphans = new ArrayList<>();
    found.keySet().stream().filter(it -> !needed.contains(it)).forEach(it -> orphans.add(0, it));
    return orphans;
  }

  private Memory edit(Consumer<Memory> change) {
    Memory copy = new Memory(new ArrayList<>(uses), new LinkedHashMap<>(found));
    change.accept(copy);
    return copy;
  }
}

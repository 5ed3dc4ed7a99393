package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.DrainOrder;

/** Reads {@code drain:} of a server. */
final class DrainSection {
  static final Key<Duration> DEADLINE =
      Key.optional(
          "deadline",
          Durations.between(Duration.ZERO, DrainOrder.LONGEST),
          "none",
          "How long the connections may go on undisturbed, from the beginning of the drain.");
  static final Key<DrainOrder.Then> THEN =
      Key.of(
          "then",
          Kinds.label(DrainOrder.Then.class, "what to do then"),
          "hold",
          "hold: the drained server stays in the pool without new connections; remove: it is"
              + " taken out once it has no connection left.");
  static final Key<DrainOrder.Leftovers> LEFTOVERS =
      Key.of(
          "leftovers",
          Kinds.label(DrainOrder.Leftovers.class, "a treatment of leftovers"),
          "keep",
          "What becomes of connections at the deadline. keep: they go on; kill: they are closed;"
              + " move: datagrams go to another server.");
  static final Key<DrainOrder.Templates> TEMPLATES =
      Key.of(
          "templates",
          Kinds.label(DrainOrder.Templates.class, "a treatment of templates"),
          "ignore",
          "Whether clients whom persistence keeps on the server may come back until the deadline.");
  static final Key<Integer> RATE =
      Key.of(
          "rate",
          Kinds.integer(1, DrainOrder.FASTEST),
          Integer.toString(DrainOrder.USUAL_RATE),
          "How many leftovers are closed or moved in a second.");

  static final Section SECTION =
      new Section(
          "services[].servers[].drain", List.of(DEADLINE, THEN, LEFTOVERS, TEMPLATES, RATE));

  private DrainSection() {}

  /** The order under a key; the plain one where there is none. */
  static DrainOrder read(Mapping owner, Key<Void> key, Target target) {
    return owner
        .section(key, SECTION)
        .map(section -> read(section, target))
        .orElse(DrainOrder.PLAIN);
  }

  private static DrainOrder read(Mapping m, Target target) {
    DrainOrder order =
        new DrainOrder(
            m.find(DEADLINE), m.get(THEN), m.get(LEFTOVERS), m.get(TEMPLATES), m.get(RATE));
    if (m.sound(DEADLINE, LEFTOVERS)) {
      order.contradiction().ifPresent(m.spot(LEFTOVERS)::fault);
    }
    if (order.leftovers() == DrainOrder.Leftovers.MOVE && !target.datagrams()) {
      m.spot(LEFTOVERS)
          .fault("move is for udp: another server knows nothing of a connection; write kill");
    }
    return order;
  }
}

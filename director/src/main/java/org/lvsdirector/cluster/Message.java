package org.lvsdirector.cluster;

import java.util.Map;
import java.util.Optional;

/** What members tell each other. */
sealed interface Message {
  /**
   * A member about itself, to all: when something changes, and once a second.
   *
   * @param drains how far it is with each
   */
  record Report(NodeReport report, Overrides overrides, Map<Overrides.Target, DrainMark> drains)
      implements Message {
    /** Copies the map. */
    public Report {
      drains = Map.copyOf(drains);
    }
  }

  /** The coordinator's mandates, to all. */
  record Decision(Mandates mandates) implements Message {}

  /** An operator's wish, to the coordinator. */
  record Request(long id, String group, Optional<String> to, boolean force) implements Message {}

  /** A question to one member, or something that belongs to its answer. */
  record Post(Letter letter) implements Message {}

  /** The coordinator's answer; no refusal means granted. */
  record Answer(long id, Optional<String> refusal) implements Message {}
}

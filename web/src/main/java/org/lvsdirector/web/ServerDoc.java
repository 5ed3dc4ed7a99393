package org.lvsdirector.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.lvsdirector.Event;
import org.lvsdirector.ServerRow;
import org.lvsdirector.traffic.Series;

/**
 * A real server with its last minutes.
 *
 * @param series empty in a large table
 * @param transitions of its health, on all nodes, newest first
 * @param seenBy how each node sees it
 */
record ServerDoc(
    String service,
    @JsonUnwrapped ServerRow row,
    Series series,
    List<Transition> transitions,
    List<Sight> seenBy) {

  /** A change of its health on a node. */
  record Transition(Instant time, String node, String health, String text) {
    static Transition of(Event event) {
      String health = event.kind().substring("server-".length());
      return new Transition(event.time(), event.node(), health, event.text());
    }
  }

  /**
   * How a node sees it.
   *
   * @param answer why the node does not tell; empty when it does
   */
  record Sight(String node, String health, Instant since, String lastCheck, String answer) {
    static Sight of(String node, ServerRow row) {
      return new Sight(node, row.health(), row.since(), row.lastCheck(), "");
    }

    static Sight silent(String node, String why) {
      return new Sight(node, "", null, "", why);
    }
  }
}

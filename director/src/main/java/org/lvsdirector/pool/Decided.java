package org.lvsdirector.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * A service with what is thought of its servers and what became of that.
 *
 * @param verdicts of its servers, in their order
 */
public record Decided(Watched watched, List<Verdict> verdicts, Turn turn) {
  /** Copies the list. */
  public Decided {
    verdicts = List.copyOf(verdicts);
  }

  /** What is special about which servers have the traffic, in words; empty = nothing. */
  public String words() {
    List<String> all = new ArrayList<>();
    if (!turn.state().quorate()) {
      all.add(
          "%s: servers of weight %d are alive, needed are %d"
              .formatted(
                  turn.withdrawn() ? "withdrawn without a quorum" : "no quorum",
                  turn.alive(),
                  watched.service().policy().quorum().weight()));
    }
    if (turn.panic()) {
      all.add("panic: too many checks fail to be believed, all servers serve");
    } else if (turn.level() > 1) {
      all.add("servers up to level " + turn.level() + " serve");
    }
    return String.join("; ", all);
  }
}

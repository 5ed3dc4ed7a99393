package org.lvsdirector.dataplane.embedded;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/** ip_vs_rr: one after the other, whatever the weights; weight 0 is passed over. */
final class RoundRobin implements Scheduling {
  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    int from = cursor.position(servers);
    for (int step = 1; step <= servers.size(); step++) {
      Load load = servers.get((from + step) % servers.size());
      if (load.usable()) {
        return Choice.of(load, new Cursor(Optional.of(load.endpoint()), 0));
      }
    }
    return Choice.none(cursor);
  }

  /** When the last choice goes, its place in the round is that of the one before it. */
  @Override
  public Cursor changed(Cursor cursor, List<Load> before, List<Load> after) {
    for (int i = cursor.position(before); i >= 0; i--) {
      Endpoint candidate = before.get(i).endpoint();
      if (after.stream().anyMatch(load -> load.endpoint().equals(candidate))) {
        return new Cursor(Optional.of(candidate), 0);
      }
    }
    return Cursor.START;
  }
}

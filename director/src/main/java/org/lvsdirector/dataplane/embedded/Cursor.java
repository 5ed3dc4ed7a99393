package org.lvsdirector.dataplane.embedded;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/**
 * Where a round robin stands.
 *
 * @param last who was chosen last; empty = before the first of the list
 * @param weight the weight that the running round asks for; 0 = that of the heaviest
 */
record Cursor(Optional<Endpoint> last, int weight) {
  static final Cursor START = new Cursor(Optional.empty(), 0);

  /** Index of the last choice, −1 before the first. */
  int position(List<Load> servers) {
    for (int i = 0; i < servers.size(); i++) {
      if (last.isPresent() && servers.get(i).endpoint().equals(last.get())) {
        return i;
      }
    }
    return -1;
  }
}

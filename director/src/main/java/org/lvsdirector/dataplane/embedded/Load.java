package org.lvsdirector.dataplane.embedded;

import org.lvsdirector.model.Endpoint;

/**
 * A destination as a scheduler sees it.
 *
 * @param active connections it has now
 * @param overloaded whether it takes no more, by its thresholds or because it just refused
 */
record Load(Endpoint endpoint, int weight, int active, boolean overloaded) {
  boolean usable() {
    return weight > 0 && !overloaded;
  }
}

package org.lvsdirector.address;

import java.util.List;

/** A decision: what to remember, provided that all goes well, and what to do, in order. */
record KeeperStep(KeeperState state, List<KeeperAction> actions) {
  KeeperStep {
    actions = List.copyOf(actions);
  }
}

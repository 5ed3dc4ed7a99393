package org.lvsdirector.notify;

import java.time.Duration;

/** Runs something on the node's context when some time has passed. */
@FunctionalInterface
interface Later {
  void after(Duration time, Runnable work);
}

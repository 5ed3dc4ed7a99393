package org.lvsdirector.healthcheck;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How this process's file descriptors are shared out (RLIMIT_NOFILE, getrlimit(2)). */
record Descriptors(long limit) {
  private static final long UNKNOWN_LIMIT = 1024;
  private static final int FEWEST_PROBES = 64;

  static Descriptors ofThisProcess() {
    return new Descriptors(
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : UNKNOWN_LIMIT);
  }

  /** Probes at a time. */
  int probes() {
    return (int) Math.max(FEWEST_PROBES, limit / 4);
  }

  /** Idle connections. */
  int sentinels() {
    return (int) (limit / 2);
  }
}

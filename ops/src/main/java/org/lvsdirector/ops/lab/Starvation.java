package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long the processes that this one started were ready to run and had no processor, as others
 * had them.
 */
final class Starvation {
  private final Map<Long, Long> before;

  private Starvation(Map<Long, Long> before) {
    this.before = before;
  }

  static Starvation sinceNow() {
    return new Starvation(waits());
  }

  /** Of the one that waited longest, in nanoseconds. */
  long nanos() {
    return waits().entrySet().stream()
        .mapToLong(wait -> wait.getValue() - before.getOrDefault(wait.getKey(), 0L))
        .max()
        .orElse(0);
  }

  /** By process, what its first thread has waited; of a guest, that is its processor. */
  private static Map<Long, Long> waits() {
    Map<Long, Long> waits = new HashMap<>();
    try (Stream<ProcessHandle> started = ProcessHandle.current().descendants()) {
      started.forEach(process -> waits.put(process.pid(), waited(process.pid())));
    }
    return waits;
  }

  private static long waited(long pid) {
    try {
      // Run time, time waited to run, and time slices: Linux, Documentation/scheduler/sched-stats.
      String figures = Files.readString(Path.of("/proc/" + pid + "/schedstat"));
      return Long.parseLong(figures.strip().split(" ", -1)[1]);
    } catch (IOException gone) {
      return 0;
    }
  }
}

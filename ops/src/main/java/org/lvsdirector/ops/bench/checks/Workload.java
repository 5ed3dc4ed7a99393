package org.lvsdirector.ops.bench.checks;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is checked.
 *
 * @param http whether a page is asked for, rather than a connection opened
 * @param targets how many, each an address of its own, all on port 80
 * @param seconds from one check of a target to the next
 */
record Workload(boolean http, int targets, int seconds) {
  /** A prefix that the machine of the servers answers for as a whole. */
  static final String PREFIX = "10.64.0.0/16";

  static final int PORT = 80;
  private static final int A_NET = 250;
  private static final int LARGEST = 256 * A_NET;

  /** Such as {@code tcp:36432:10}. */
  static Workload parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 3 || !parts[0].matches("tcp|http")) {
      throw new IllegalArgumentException(text + " is not such as tcp:36432:10");
    }
    Workload workload =
        new Workload(
            parts[0].equals("http"), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    if (workload.targets < 1 || workload.targets > LARGEST || workload.seconds < 1) {
      throw new IllegalArgumentException(text + " is out of range");
    }
    return workload;
  }

  /** The address of a target. */
  static String address(int target) {
    return "10.64." + target / A_NET + "." + (1 + target % A_NET);
  }

  Stream<String> addresses() {
    return IntStream.range(0, targets).mapToObj(Workload::address);
  }

  @Override
  public String toString() {
    return "%,d %s targets every %d s".formatted(targets, http ? "HTTP" : "TCP", seconds);
  }

  /** As {@link #parse} takes it. */
  String spelled() {
    return (http ? "http" : "tcp") + ":" + targets + ":" + seconds;
  }
}

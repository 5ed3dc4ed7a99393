package org.lvsdirector.ops.lab;

import java.time.Duration;

/** Something in the lab that has a name, an address on the data segment, and runs commands. */
public interface Machine {
  /** How long a command may take when the caller names no limit. */
  Duration LIMIT = Duration.ofSeconds(60);

  /** The name, unique in its lab. */
  String name();

  /** The IPv4 address on the data segment, without a prefix. */
  String address();

  /**
   * Runs a bash script and waits for it.
   *
   * @throws LabException when it takes longer than {@code limit} or the machine cannot be reached
   */
  Output run(String script, Duration limit);

  /** As {@link #run(String, Duration)} with {@link #LIMIT}. */
  default Output run(String script) {
    return run(script, LIMIT);
  }

  /** Runs a script that must succeed; gives what it printed, without the white space around. */
  default String ok(String script) {
    Output output = run(script);
    if (!output.ok()) {
      throw new LabException(
          name() + ": exit " + output.exit() + " from: " + script + "\n" + output.text());
    }
    return output.text().strip();
  }

  /**
   * Starts a command in the background, its output appended to a log file.
   *
   * @return its process id on that machine
   */
  default long spawn(String command, String log) {
    return Long.parseLong(
        ok("setsid bash -c 'exec " + command + "' >>" + log + " 2>&1 </dev/null & echo $!"));
  }
}

package org.lvsdirector.healthcheck.exec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.healthcheck.Probe;

/**
 * Runs a program. In its arguments {@code {address}} and {@code {port}} stand for the target's; its
 * environment has them as {@code LVS_ADDRESS} and {@code LVS_PORT}.
 *
 * @param command the program's absolute path and its arguments; no shell looks at them
 * @param user as whom it runs; empty = as this process
 * @param good exit codes that count as success
 * @param weighs whether exit codes 2–127 are success and ask for a weight of that less 2, as with
 *     keepalived's {@code misc_dynamic}
 */
public record ExecProbe(
    List<String> command, Optional<String> user, Set<Integer> good, boolean weighs)
    implements Probe {
  /** Copies the collections. */
  public ExecProbe {
    command = List.copyOf(command);
    good = Set.copyOf(good);
  }

  @Override
  public boolean overTcp() {
    return false;
  }

  @Override
  public boolean needsPort() {
    return command.stream().anyMatch(word -> word.contains("{port}"));
  }
}

package org.lvsdirector.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that was refused, with every fault found in it. */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /** Carries the faults; there is at least one. */
  public ConfigException(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Every fault, in the file's order. */
  public List<Fault> faults() {
    return faults;
  }
}

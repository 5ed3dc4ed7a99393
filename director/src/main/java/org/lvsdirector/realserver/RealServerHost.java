package org.lvsdirector.realserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes a machine a real server, and what it was before.
 *
 * <p>What is found is written down before it is changed. So whoever is interrupted can be run
 * again, and a stop goes back to what was there before the first start. What several uses share is
 * restored with the last of them.
 */
public final class RealServerHost {
  private final Machine machine;
  private final Path stateFile;

  /** Acts on this machine; remembers in this file, whose folder is made at need. */
  public RealServerHost(Machine machine, Path stateFile) {
    this.machine = machine;
    this.stateFile = stateFile;
  }

  /**
   * What was done.
   *
   * @param changes in their order
   * @param uses those that were started or stopped
   * @param remaining those that are started now
   */
  public record Outcome(List<Change> changes, List<Use> uses, List<Use> remaining) {}

  /**
   * Starts what is not started yet, and mends what was changed since.
   *
   * @throws IOException when the machine refuses something; what this call started is undone then
   */
  public Outcome start(List<Use> uses) throws IOException {
    try (StateFile file = StateFile.open(stateFile)) {
      Memory before = file.read();
      List<Change> changes = new ArrayList<>();
      try {
        for (Use use : uses) {
          start(use, file, changes);
        }
      } catch (IOException refused) {
        undo(file, uses.stream().filter(use -> !before.uses().contains(use)).toList(), refused);
        throw refused;
      }
      return new Outcome(changes, uses, file.read().uses());
    }
  }

  private void start(Use use, StateFile file, List<Change> changes) throws IOException {
    Memory memory = file.read().with(use);
    file.write(memory);
    for (Need need : use.needs()) {
      String is = machine.read(need.thing());
      if (!memory.found().containsKey(need.thing())) {
        memory = memory.withFound(need.thing(), is);
        file.write(memory);
      }
      change(need.thing(), is, need.should(), changes);
    }
  }

  private void undo(StateFile file, List<Use> uses, IOException cause) {
    try {
      stop(file, uses::contains);
    } catch (IOException alsoRefused) {
      cause.addSuppressed(alsoRefused);
    }
  }

  /**
   * Stops those of the started uses that are chosen.
   *
   * @throws IOException when the machine refuses something; the rest is done, and another stop
   *     tries again
   */
  public Outcome stop(Predicate<Use> chosen) throws IOException {
    try (StateFile file = StateFile.open(stateFile)) {
      return stop(file, chosen);
    }
  }

  private Outcome stop(StateFile file, Predicate<Use> chosen) throws IOException {
    Memory memory = file.read();
    List<Use> stopped = memory.uses().stream().filter(chosen).toList();
    memory = memory.without(stopped);
    file.write(memory);
    List<Change> changes = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (Thing thing : memory.orphans()) {
      try {
        change(thing, machine.read(thing), memory.found().get(thing), changes);
        memory = memory.withoutFound(thing);
        file.write(memory);
      } catch (IOException refused) {
        refusals.add(refused.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new IOException(String.join("\n", refusals));
    }
    return new Outcome(changes, stopped, memory.uses());
  }

  private void change(Thing thing, String is, String should, List<Change> changes)
      throws IOException {
    if (!is.equals(should)) {
      machine.write(thing, should);
      changes.add(new Change(thing.toString(), is, machine.read(thing)));
    }
  }

  /** The uses that are started. */
  public List<Use> started() throws IOException {
    try (StateFile file = StateFile.open(stateFile)) {
      return file.read().uses();
    }
  }

  /** Compares the machine with what these uses ask for, started or not. */
  public List<Finding> status(List<Use> uses) throws IOException {
    List<Finding> findings = new ArrayList<>();
    for (Use use : uses) {
      for (Need need : use.needs()) {
        String is = machine.read(need.thing());
        findings.add(new Finding(use.toString(), need.thing().toString(), is, need.should()));
      }
    }
    return findings;
  }
}

package org.lvsdirector.realserver;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** States in memory; refuses or dies at the write it is told to. */
final class MemoryMachine implements Machine {
  /** The process is killed: nothing of ours runs any more. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  final Map<String, String> states = new LinkedHashMap<>();
  int writes;
  int dieAt = -1;
  String refused = "";

  @Override
  public String read(Thing thing) {
    String otherwise = thing.toString().startsWith("sysctl") ? "0" : Thing.ABSENT;
    return states.getOrDefault(thing.toString(), otherwise);
  }

  @Override
  public void write(Thing thing, String state) throws IOException {
    if (thing.toString().equals(refused)) {
      throw new IOException(thing + " = " + state + " is refused");
    }
    if (writes == dieAt) {
      throw new Killed();
    }
    writes++;
    states.put(thing.toString(), state);
  }

  /** The states that differ from those of an untouched machine. */
  Map<String, String> touched() {
    Map<String, String> touched = new LinkedHashMap<>(states);
    touched.values().removeIf(state -> state.equals("0") || state.equals(Thing.ABSENT));
    return touched;
  }
}

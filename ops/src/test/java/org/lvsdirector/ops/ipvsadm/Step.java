package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One command line.
 *
 * @param input what standard input holds
 * @param badLine the first line of the input that makes no sense; 0 = all of it does
 */
record Step(List<String> arguments, String input, int badLine) {
  Step {
    arguments = List.copyOf(arguments);
  }

  static Step of(List<String> arguments) {
    return new Step(arguments, "", 0);
  }

  @Override
  public String toString() {
    String line = arguments.stream().map(Step::quoted).collect(Collectors.joining(" "));
    return "ipvsadm " + line + (input.isEmpty() ? "" : " <<'END'\n" + input + "END");
  }

  /** For a POSIX shell. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9:._,=/+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

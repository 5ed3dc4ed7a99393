package org.lvsdirector.ops.ipvsadm;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Carries out sequences with our command, one after the other in one process, in the network
 * namespace that it is started in: {@code OurSide SEQUENCES RESULTS}.
 */
public final class OurSide {
  private final StringBuilder results = new StringBuilder();

  private OurSide() {}

  /** Runs all. */
  public static void main(String[] files) throws IOException {
    OurSide ours = new OurSide();
    for (Sequence sequence : Sequence.read(Path.of(files[0]))) {
      for (Step step : sequence.steps()) {
        ours.run(step.arguments(), step.input());
      }
      ours.results.append(Files.readString(Path.of("/proc/thread-self/net/ip_vs")));
      ours.mark(0, "");
      ours.run(List.of("-R"), Sequence.END);
    }
    Files.writeString(Path.of(files[1]), ours.results);
  }

  private void run(List<String> arguments, String input) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Ipvsadm.run(
            arguments,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    results.append(out.toString(StandardCharsets.UTF_8));
    mark(exit, err.toString(StandardCharsets.UTF_8));
  }

  private void mark(int exit, String error) {
    results.append(Sequence.MARK).append(exit).append('\n').append(error).append(Sequence.MARK);
  }
}

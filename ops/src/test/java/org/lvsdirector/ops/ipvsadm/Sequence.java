package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Command lines that start from an empty table, and the seed that makes them again. */
record Sequence(long seed, List<Step> steps) {
  /** What is looked at after the last step, all by one {@code -R}; then the table is emptied. */
  static final String END =
      """
      -L -n
      -L -n --stats
      -L -n --rate
      -L -n --thresholds
      -L -n --persistent-conn
      -L -n --tun-info
      -L
      -S
      -S -n
      -L --timeout
      -L --daemon
      -C
      --set 900 120 300
      --stop-daemon master
      --stop-daemon backup
      """;

  static final String MARK = "\u0004";

  private static final String STEP = "\u0001";
  private static final String WORD = "\u0002";
  private static final String SEQUENCE = "\u0003";

  /** Sequences as text, for the process that carries them out. */
  static void write(List<Sequence> sequences, Path file) {
    StringBuilder text = new StringBuilder();
    for (Sequence sequence : sequences) {
      text.append(sequence.seed());
      for (Step step : sequence.steps()) {
        text.append(STEP).append(step.badLine()).append(WORD).append(step.input());
        step.arguments().forEach(word -> text.append(WORD).append(word));
      }
      text.append(SEQUENCE);
    }
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Sequence> read(Path file) throws IOException {
    List<Sequence> sequences = new ArrayList<>();
    for (String each : Files.readString(file).split(SEQUENCE, -1)) {
      if (each.isEmpty()) {
        continue;
      }
      String[] parts = each.split(STEP, -1);
      List<Step> steps = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        List<String> words = Arrays.asList(parts[i].split(WORD, -1));
        steps.add(
            new Step(words.subList(2, words.size()), words.get(1), Integer.parseInt(words.get(0))));
      }
      sequences.add(new Sequence(Long.parseLong(parts[0]), steps));
    }
    return sequences;
  }
}

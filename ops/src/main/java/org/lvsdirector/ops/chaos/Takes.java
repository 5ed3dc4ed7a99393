package org.lvsdirector.ops.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.ops.chaos.Evidence.Take;
import org.lvsdirector.ops.lab.LabException;

/** Reads in the nodes' logs, as they grow, who took the VIP in which epoch. */
final class Takes {
  private static final Pattern TAKEN = Pattern.compile(".* vip-taken \\S+: .*, epoch (\\d+)");

  private final Map<String, Path> logs;
  private final DoubleSupplier clock;
  private final Map<String, Long> read = new HashMap<>();
  private final List<Take> takes = new ArrayList<>();

  /**
   * Reads from where the logs end now.
   *
   * @param logs by the node's name
   * @param clock milliseconds; guests' own clocks are set back and forth
   */
  Takes(Map<String, Path> logs, DoubleSupplier clock) {
    this.logs = Map.copyOf(logs);
    this.clock = clock;
    this.logs.forEach((node, log) -> read.put(node, log.toFile().length()));
  }

  /** Reads on. */
  void look() {
    logs.forEach(this::look);
  }

  private void look(String node, Path log) {
    if (!Files.exists(log)) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(read.get(node));
      byte[] bytes = new byte[(int) (file.length() - read.get(node))];
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      read.merge(node, (long) whole.length(), Long::sum);
      whole.lines().forEach(line -> parse(clock.getAsDouble(), node, line).ifPresent(takes::add));
    } catch (IOException unreadable) {
      throw new LabException("cannot read " + log, unreadable);
    }
  }

  static Optional<Take> parse(double at, String node, String line) {
    Matcher matcher = TAKEN.matcher(line);
    return matcher.matches()
        ? Optional.of(new Take(at, node, Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  List<Take> all() {
    return List.copyOf(takes);
  }
}

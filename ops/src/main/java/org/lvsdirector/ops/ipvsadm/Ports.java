package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Names of ports, as services(5) lists them; the first entry counts. */
final class Ports {
  private final Supplier<List<String>> file;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private boolean read;

  /** Takes the lines of the file. */
  Ports(List<String> lines) {
    this(() -> lines);
  }

  private Ports(Supplier<List<String>> file) {
    this.file = file;
  }

  /** Only once a name is asked for: most command lines have none. */
  private void read() {
    if (read) {
      return;
    }
    read = true;
    for (String line : file.get()) {
      String[] words = line.replaceFirst("#.*", "").strip().split("\\s+", -1);
      int slash = words.length < 2 ? -1 : words[1].indexOf('/');
      if (slash > 0 && words[1].substring(0, slash).matches("\\d{1,5}")) {
        add(words, Integer.parseInt(words[1].substring(0, slash)), words[1].substring(slash + 1));
      }
    }
  }

  /** Those of {@code /etc/services}; without that file, no port has a name. */
  static Ports ofThisHost() {
    return new Ports(Ports::services);
  }

  private static List<String> services() {
    try {
      return Files.readAllLines(Path.of("/etc/services"), StandardCharsets.ISO_8859_1);
    } catch (IOException absent) {
      return List.of();
    }
  }

  private void add(String[] words, int port, String protocol) {
    names.putIfAbsent(port + "/" + protocol, words[0]);
    for (int i = 0; i < words.length; i++) {
      if (i != 1) {
        numbers.putIfAbsent(words[i] + "/" + protocol, port);
      }
    }
  }

  /**
   * The port of that name or alias.
   *
   * @param protocol e.g. {@code tcp}
   */
  OptionalInt number(String name, String protocol) {
    read();
    Integer number = numbers.get(name + "/" + protocol);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The name of a port. */
  Optional<String> name(int port, String protocol) {
    read();
    return Optional.ofNullable(names.get(port + "/" + protocol));
  }
}

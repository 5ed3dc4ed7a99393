package org.lvsdirector.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The modules of the kernel, as {@code /proc/modules} and {@code modules.builtin} and {@code
 * modules.dep} (modprobe(8)) list them.
 *
 * @param loaded loaded now or built in
 * @param installed can be loaded
 */
record Modules(Set<String> loaded, Set<String> installed) {
  /** Copies the sets. */
  Modules {
    loaded = Set.copyOf(loaded);
    installed = Set.copyOf(installed);
  }

  /** Those of this machine. */
  static Modules read() throws IOException {
    String release = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
    Path folder = Path.of("/lib/modules", release);
    Set<String> loaded = new HashSet<>();
    for (String line : Files.readAllLines(Path.of("/proc/modules"))) {
      loaded.add(line.substring(0, line.indexOf(' ')));
    }
    loaded.addAll(names(lines(folder.resolve("modules.builtin"))));
    return new Modules(loaded, names(lines(folder.resolve("modules.dep"))));
  }

  /** Module names of lines such as {@code kernel/net/ipv4/ipip.ko.xz: kernel/…}. */
  static Set<String> names(List<String> lines) {
    Set<String> names = new HashSet<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      String path = colon < 0 ? line : line.substring(0, colon);
      String file = path.substring(path.lastIndexOf('/') + 1);
      int end = file.indexOf(".ko");
      if (end > 0) {
        names.add(file.substring(0, end).replace('-', '_'));
      }
    }
    return names;
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
  }
}

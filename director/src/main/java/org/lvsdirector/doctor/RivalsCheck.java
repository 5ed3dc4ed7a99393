package org.lvsdirector.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether other programs run here that manage IPVS rules or floating addresses. */
final class RivalsCheck {
  private static final Set<String> RIVALS =
      Set.of("keepalived", "ldirectord", "kube-proxy", "kube-router", "seesaw_engine");

  private RivalsCheck() {}

  /** The names of the processes, as the kernel shortens them. */
  static Set<String> processes() throws IOException {
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        Path name = process.resolve("comm");
        if (Files.isReadable(name)) {
          names.add(Files.readString(name).strip());
        }
      }
    }
    return names;
  }

  static List<Finding> of(Set<String> processes) {
    List<Finding> rivals =
        processes.stream()
            .filter(RIVALS::contains)
            .map(
                name ->
                    Finding.wrong(
                        "process " + name,
                        "runs here too: each of the two undoes the other's rules or addresses",
                        "systemctl disable --now " + name))
            .toList();
    return rivals.isEmpty()
        ? List.of(Finding.ok("other managers of IPVS", "none runs here"))
        : rivals;
  }
}

package org.lvsdirector.ops.lab;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project lies that this code was started from. */
final class Project {
  private Project() {}

  /**
   * The project's root.
   *
   * @throws LabException when neither the working directory nor one above it is in the project
   */
  static Path root() {
    Path start = Path.of(System.getProperty("lab.project", "")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("ops/pom.xml"))) {
        return folder;
      }
    }
    throw new LabException("not in the project's folders: " + start);
  }

  /**
   * The command {@code lvs-director}.
   *
   * @throws LabException when it has not been built
   */
  static Path launcher() {
    Path launcher = root().resolve("ops/bin/lvs-director");
    if (!Files.isExecutable(launcher)) {
      throw new LabException("there is no " + launcher);
    }
    return launcher;
  }
}

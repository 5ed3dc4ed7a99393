package org.lvsdirector.ops.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the project lies that this code was started from. */
public final class Project {
  private Project() {}

  /** The project's root, if the working directory or one above it is that. */
  static Optional<Path> find() {
    Path start = Path.of(System.getProperty("lab.project", "")).toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("ops/pom.xml"))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /**
   * The command {@code lvs-director}.
   *
   * @throws LabException when it has not been built
   */
  public static Path launcher() {
    Path launcher =
        find()
            .orElseThrow(() -> new LabException("the working directory is not in the project"))
            .resolve("ops/bin/lvs-director");
    if (!Files.isExecutable(launcher)) {
      throw new LabException("there is no " + launcher);
    }
    return launcher;
  }
}

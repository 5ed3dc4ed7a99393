package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/**
 * A program that runs in a client's namespace. It and the harness talk by files in a folder of its
 * own: an empty file is a word said, and stays said.
 */
final class ClientProgram {
  private final Path folder;

  private ClientProgram(Path folder) {
    this.folder = folder;
  }

  /** Starts it; its first argument is the folder. */
  static ClientProgram start(Namespace client, Class<?> main, int megabytes, String... arguments) {
    Path folder =
        client
            .lab()
            .folder()
            .resolve(main.getSimpleName().toLowerCase(Locale.ROOT) + "-" + System.nanoTime());
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new LabException("cannot make " + folder, e);
    }
    String command = Jvm.command(main, megabytes, folder + " " + String.join(" ", arguments));
    client.spawn(command, folder + "/output");
    return new ClientProgram(folder);
  }

  /** Says a word to it; again is no more than once. */
  void say(String word) {
    try {
      Files.writeString(folder.resolve(word), "");
    } catch (IOException e) {
      throw new LabException("cannot say '" + word + "' in " + folder, e);
    }
  }

  /**
   * Waits until it has made a file.
   *
   * @throws LabException with what it printed when that does not come about, or it has failed
   */
  Path await(String name, Duration limit) {
    Path file = folder.resolve(name);
    Await.until(
        folder.getFileName() + " has made its file '" + name + "'",
        limit,
        Duration.ofMillis(50),
        () -> {
          if (output().contains("Exception")) {
            throw new LabException(folder.getFileName() + " has failed: " + output());
          }
          return Files.exists(file);
        },
        this::output);
    return file;
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return "nothing, it seems";
    }
  }
}

package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/** A {@link Load} on the VIP, running in a client's namespace. */
final class LoadRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private final Path folder;

  private LoadRun(Path folder) {
    this.folder = folder;
  }

  static LoadRun start(Namespace client, String address) {
    Path folder = client.lab().folder().resolve("load-" + System.nanoTime());
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new LabException("cannot make " + folder, e);
    }
    client.spawn(Jvm.command(Load.class, 96, address, folder.toString()), folder + "/output");
    return new LoadRun(folder);
  }

  /**
   * Waits for two seconds without a failure, with every long-lived connection alive.
   *
   * @throws LabException when that does not come about
   */
  LoadRun awaitWarm() {
    await("warm");
    return this;
  }

  /** Ends the load and gives what it saw, once silent connections had their time to speak. */
  LoadLog finish() {
    close();
    await("log");
    try {
      return LoadLog.read(folder.resolve("log"));
    } catch (IOException e) {
      throw new LabException("cannot read the log of the load", e);
    }
  }

  private void await(String name) {
    Await.until(
        "the load's file '" + name + "' is there", LIMIT, () -> Files.exists(folder.resolve(name)));
  }

  @Override
  public void close() {
    try {
      Files.writeString(folder.resolve("stop"), "");
    } catch (IOException e) {
      throw new LabException("cannot stop the load in " + folder, e);
    }
  }
}

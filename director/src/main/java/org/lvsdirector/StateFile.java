package org.lvsdirector;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.OverridesWire;
import org.lvsdirector.config.Config;
import org.slf4j.LoggerFactory;

/**
 * What a node keeps on its disk: the operators' changes, so that they outlive a restart of all
 * members. Without a folder they are kept in memory only. Thread-safe.
 */
public final class StateFile implements AutoCloseable {
  private static final String FOLDER = "STATE_DIRECTORY";
  private static final long CLOSE_SECONDS = 2;

  private final Optional<Path> file;
  private final ThreadPoolExecutor writer;
  private Overrides kept = Overrides.NONE;
  private volatile Overrides newest = Overrides.NONE;
  private volatile Overrides onDisk = Overrides.NONE;
  private volatile Optional<String> fault = Optional.empty();

  private StateFile(Optional<Path> file) {
    this.file = file;
    this.writer =
        new ThreadPoolExecutor(
            0,
            1,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "state-file");
              thread.setDaemon(true);
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /**
   * Reads the file that a node has, if it has one; blocks. What cannot be read is set aside, and
   * the node goes on without it.
   *
   * @param environment of the process, where systemd names the folder that it made
   */
  public static StateFile open(Config config, Map<String, String> environment) {
    Optional<Path> folder =
        config
            .stateDir()
            .or(() -> Optional.ofNullable(environment.get(FOLDER)).map(StateFile::first));
    StateFile state = new StateFile(folder.map(it -> it.resolve(config.node() + ".changes.json")));
    state.file.ifPresent(state::read);
    return state;
  }

  /** One that keeps nothing. */
  public static StateFile none() {
    return new StateFile(Optional.empty());
  }

  /** Systemd separates several by colons. */
  private static Path first(String folders) {
    return Path.of(folders.split(":", -1)[0]);
  }

  private void read(Path path) {
    try {
      kept = OverridesWire.decode(Files.readAllBytes(path));
    } catch (NoSuchFileException first) {
      kept = Overrides.NONE;
    } catch (IOException unsound) {
      complain(
          "what operators changed before is not known: the file %s %s; %s"
              .formatted(path, why(unsound), setAside(path)));
    }
  }

  private static String setAside(Path path) {
    Path aside = path.resolveSibling(path.getFileName() + ".unsound");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      return "it is " + aside + " now";
    } catch (IOException e) {
      return "nor set aside: it " + why(e);
    }
  }

  /** What was kept until the node's last stop. */
  public Overrides kept() {
    return kept;
  }

  /** What is wrong with the file; empty when nothing is. */
  Optional<String> fault() {
    return fault;
  }

  private void complain(String sentence) {
    if (!fault.equals(Optional.of(sentence))) {
      // Not sooner: all that logging loads would come before the first rules.
      LoggerFactory.getLogger(StateFile.class).error("{}", sentence);
    }
    fault = Optional.of(sentence);
  }

  /** What the system says of a file begins with its name. */
  private static String why(IOException e) {
    return e instanceof FileSystemException system
        ? "cannot be used: "
            + (system.getReason() == null ? e.getClass().getSimpleName() : system.getReason())
        : e.getMessage();
  }

  /** Keeps these instead, soon. */
  void keep(Overrides overrides) {
    newest = overrides;
    file.ifPresent(path -> writer.execute(() -> writeNewest(path)));
  }

  /** Done when all that is kept so far is on the disk, or when {@link #fault} says why not. */
  CompletionStage<Void> written() {
    return file.isEmpty()
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.runAsync(() -> {}, writer);
  }

  /** On the writer's thread; many changes in a row are written once. */
  private void writeNewest(Path path) {
    Overrides now = newest;
    if (!now.equals(onDisk)) {
      write(path, now);
    }
  }

  private void write(Path path, Overrides overrides) {
    try {
      Files.createDirectories(path.getParent());
      WholeFile.write(path, OverridesWire.encode(overrides));
      onDisk = overrides;
      fault = Optional.empty();
    } catch (IOException e) {
      complain(
          "what operators change will not outlive a restart of all nodes: the file %s %s"
              .formatted(path, why(e)));
    }
  }

  /** Writes what is still to be written. */
  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        writer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

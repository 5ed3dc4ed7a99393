package org.lvsdirector.realserver;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link Memory} in a file, which {@code ops/bin/realserver} reads and writes as well: a line
 * {@code lvs-director realserver 1}, then a line {@code use USE} for each use and a line {@code
 * found STATE THING} for each state that was found.
 *
 * <p>Who has it open holds a lock: beside it a symbolic link whose target is the holder's process
 * id.
 */
final class StateFile implements AutoCloseable {
  private static final String HEAD = "lvs-director realserver 1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path file;
  private final Path lock;

  private StateFile(Path file) {
    this.file = file;
    this.lock = file.resolveSibling(file.getFileName() + ".lock");
  }

  /**
   * Waits for the lock, and makes the folder.
   *
   * @throws IOException when another process holds the lock for longer than 30 s
   */
  static StateFile open(Path file) throws IOException {
    StateFile opened = new StateFile(file.toAbsolutePath());
    Files.createDirectories(opened.file.getParent());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!opened.locks()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException(
            opened.lock
                + " is held by process "
                + opened.holder()
                + "; end it, or remove the lock");
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return opened;
  }

  private boolean locks() throws IOException {
    try {
      Files.createSymbolicLink(lock, Path.of(Long.toString(ProcessHandle.current().pid())));
      return true;
    } catch (FileAlreadyExistsException held) {
      String holder = holder();
      if (!holder.isEmpty() && !Files.exists(Path.of("/proc", holder))) {
        Files.deleteIfExists(lock);
      }
      return false;
    }
  }

  private String holder() throws IOException {
    try {
      return Files.readSymbolicLink(lock).toString();
    } catch (NoSuchFileException released) {
      return "";
    }
  }

  /** What the file says; a missing file is an empty memory. */
  Memory read() throws IOException {
    if (!Files.exists(file)) {
      return Memory.EMPTY;
    }
    Memory memory = Memory.EMPTY;
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (number == 1 ? !line.equals(HEAD) : line.isEmpty()) {
        throw unreadable(number, line);
      }
      memory = number == 1 ? memory : with(memory, number, line);
    }
    return memory;
  }

  private Memory with(Memory memory, int number, String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words[0].equals("use") && words.length == 3) {
      String use = line.substring(words[0].length() + 1);
      return memory.with(Use.parse(use).orElseThrow(() -> unreadable(number, line)));
    }
    if (words[0].equals("found") && words.length == 3) {
      Thing thing = Thing.parse(words[2]).orElseThrow(() -> unreadable(number, line));
      return memory.withFound(thing, words[1]);
    }
    throw unreadable(number, line);
  }

  private IOException unreadable(int number, String line) {
    return new IOException(
        file
            + " line "
            + number
            + " is not understood: '"
            + line
            + "'; remove the file to forget it");
  }

  /** Replaces the file as a whole; an empty memory leaves none. */
  void write(Memory memory) throws IOException {
    if (memory.uses().isEmpty() && memory.found().isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        fresh,
        Stream.of(
                Stream.of(HEAD),
                memory.uses().stream().map(use -> "use " + use),
                memory.found().entrySet().stream()
                    .map(it -> "found " + it.getValue() + " " + it.getKey()))
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n", "", "\n")));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(lock);
  }
}

package org.lvsdirector.config.yaml;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The file being read, which other files' names in it are relative to.
 *
 * @param elsewhere whether it is read on a machine that is no node, where those files need not be
 * @param named the files that were named so far and must be readable
 */
public record Source(Path file, boolean elsewhere, Set<Path> named) {
  /** A file's name, as {@link #readable} takes it. */
  public static final Kind<String> NAME =
      Kinds.text(
          "file",
          "[^\\p{Cntrl}]{1,4096}",
          "a file's name",
          "a name relative to this file's folder");

  /** A file that has not been read yet. */
  public Source(Path file, boolean elsewhere) {
    this(file, elsewhere, new HashSet<>());
  }

  /** The file that a key names; complains where nothing there can be read. */
  public Optional<Path> readable(Mapping mapping, Key<String> key) {
    Optional<Path> path = path(mapping, key);
    path.ifPresent(named::add);
    path.filter(it -> !elsewhere && !isReadable(it))
        .ifPresent(it -> mapping.spot(key).fault("the file " + it + " " + ailment(it)));
    return path;
  }

  /** As {@link #readable}, but the file may be yet to be made in a folder that is there. */
  public Optional<Path> readableOrAbsent(Mapping mapping, Key<String> key) {
    Optional<Path> path = path(mapping, key);
    return path.isPresent()
            && !Files.exists(path.get())
            && Files.isDirectory(path.get().getParent())
        ? path
        : readable(mapping, key);
  }

  /** As {@link #readable}, but whatever is there is written to. */
  public Optional<Path> beside(Mapping mapping, Key<String> key) {
    Optional<Path> path = path(mapping, key);
    path.filter(it -> !elsewhere && !Files.isDirectory(it.getParent()))
        .ifPresent(
            it -> mapping.spot(key).fault("the folder " + it.getParent() + " does not exist"));
    return path;
  }

  /** The file that a key names, whether it is there or not. */
  public Optional<Path> path(Mapping mapping, Key<String> key) {
    Optional<String> name = mapping.find(key);
    try {
      return name.map(it -> file.toAbsolutePath().resolveSibling(it).normalize());
    } catch (InvalidPathException e) {
      mapping.spot(key).fault(Words.quote(name.orElse("")) + " cannot be a file's name");
      return Optional.empty();
    }
  }

  /** Whether there is a file that this process may read. */
  public static boolean isReadable(Path path) {
    return Files.isRegularFile(path) && Files.isReadable(path);
  }

  private static String ailment(Path path) {
    if (!Files.exists(path)) {
      return "does not exist";
    }
    return Files.isRegularFile(path) ? "may not be read by this user" : "is not a regular file";
  }
}

package org.lvsdirector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** Files that are there as they were or as they shall be, whenever the machine stops. */
final class WholeFile {
  private WholeFile() {}

  /** Writes a file's bytes, in place of those that it has; blocks. */
  static void write(Path path, byte[] content) throws IOException {
    Path fresh = fresh(path);
    fill(fresh, content);
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path fresh(Path path) {
    return path.resolveSibling(path.getFileName() + ".new");
  }

  private static void fill(Path fresh, byte[] content) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  /**
   * The same of a file that is there; it stays where a link points to, and who may read and write
   * it.
   */
  static void replace(Path path, byte[] content) throws IOException {
    Path real = path.toRealPath();
    PosixFileAttributes before =
        Files.getFileAttributeView(real, PosixFileAttributeView.class).readAttributes();
    Path fresh = fresh(real);
    try {
      fill(fresh, content);
      like(before, Files.getFileAttributeView(fresh, PosixFileAttributeView.class));
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void like(PosixFileAttributes model, PosixFileAttributeView file)
      throws IOException {
    PosixFileAttributes now = file.readAttributes();
    if (!now.owner().equals(model.owner())) {
      file.setOwner(model.owner());
    }
    if (!now.group().equals(model.group())) {
      file.setGroup(model.group());
    }
    file.setPermissions(model.permissions());
  }
}

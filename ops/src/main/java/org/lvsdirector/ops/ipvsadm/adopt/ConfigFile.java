package org.lvsdirector.ops.ipvsadm.adopt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** The file on the disk: always whole, and as it was before beside it. */
public final class ConfigFile {
  private ConfigFile() {}

  /**
   * Replaces the file's text; owner, group and mode stay. Behind a symbolic link it is the file
   * itself that changes. Blocks on the disk.
   *
   * @return where the text from before is kept, {@code FILE~}
   */
  public static Path write(Path file, String text) throws IOException {
    Path real = file.toRealPath();
    Path backup = real.resolveSibling(real.getFileName() + "~");
    Files.copy(
        real, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Path fresh = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".new");
    try {
      try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        likeBefore(real, fresh);
        out.force(true);
      }
      Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    return backup;
  }

  private static void likeBefore(Path real, Path fresh) throws IOException {
    PosixFileAttributes before = Files.readAttributes(real, PosixFileAttributes.class);
    PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    // Without privileges even to leave the owner as it is may be refused.
    if (!now.owner().equals(before.owner())) {
      view.setOwner(before.owner());
    }
    if (!now.group().equals(before.group())) {
      view.setGroup(before.group());
    }
    view.setPermissions(before.permissions());
  }
}

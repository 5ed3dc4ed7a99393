package org.lvsdirector.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Whether a file with secrets is open to others than its owner. */
final class SecretsCheck {
  private SecretsCheck() {}

  /** Looks at a file. */
  static Finding read(String key, Path file, String whenAbsent) {
    try {
      return of(key, file, Files.getPosixFilePermissions(file));
    } catch (NoSuchFileException absent) {
      return whenAbsent.isEmpty()
          ? Finding.ok(key, file + " does not exist yet; the node makes it")
          : Finding.wrong(key, file + " does not exist: the node will not start", whenAbsent);
    } catch (IOException refused) {
      return Finding.unknown(key, file + ": " + refused.getMessage(), "run as root");
    }
  }

  static Finding of(String key, Path file, Set<PosixFilePermission> permissions) {
    String mode = PosixFilePermissions.toString(permissions);
    return permissions.stream().allMatch(each -> each.name().startsWith("OWNER_"))
        ? Finding.ok(key, file + " has mode " + mode)
        : Finding.wrong(
            key,
            "%s has mode %s: whoever reads it has its secrets, and the node refuses it"
                .formatted(file, mode),
            "chmod 600 " + file);
  }
}

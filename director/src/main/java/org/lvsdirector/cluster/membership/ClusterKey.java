package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The file that makes a machine a member: a PKCS#12 store with one private key and its certificate,
 * the same on every member. Whoever has the file is trusted, nobody else is, so it must be readable
 * by its owner only. PKCS#12 needs a password; it is a constant, because the file itself is the
 * secret.
 */
public final class ClusterKey {
  /** The name of the key in the store. */
  static final String ALIAS = "lvs-director";

  private static final String PASSWORD = "lvs-director";
  private static final int DEADLINE_S = 30;
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private ClusterKey() {}

  /**
   * Makes a new key: EC P-256, valid for a hundred years. Uses the {@code keytool} of the Java
   * runtime, since the JDK has no public way to make a certificate.
   *
   * @param file must not exist yet; is created with mode 0600
   */
  public static void create(Path file) throws ClusterException {
    Path target = file.toAbsolutePath();
    if (Files.exists(target)) {
      throw new ClusterException(
          target
              + " exists already; members that use it would be locked out by a new key. "
              + "Remove it first if that is what you want");
    }
    Path folder = null;
    try {
      // Private folder: the file is never visible to others, not even while keytool writes it.
      folder = Files.createTempDirectory(target.getParent(), ".cluster-key");
      Path fresh = folder.resolve("key.p12");
      keytool(fresh);
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new ClusterException(
          "the cluster key " + target + " was not written: " + failed, failed);
    } finally {
      remove(folder);
    }
  }

  /** The password of every key file. */
  static char[] password() {
    return PASSWORD.toCharArray();
  }

  /** Refuses a file that others than its owner may read or change. */
  static void check(Path file) throws ClusterException {
    try {
      Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
      if (granted.stream().anyMatch(OTHERS::contains)) {
        throw new ClusterException(
            "cluster.key-file %s has mode %s and is open to others than its owner: chmod 600 %s"
                .formatted(file, PosixFilePermissions.toString(granted), file));
      }
    } catch (IOException missing) {
      throw new ClusterException(
          ("cluster.key-file %s cannot be read (%s); make one with lvs-director cluster-key"
                  + " --out %s and copy it to every member")
              .formatted(file, missing.getClass().getSimpleName(), file),
          missing);
    }
  }

  private static void keytool(Path store) throws IOException, ClusterException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    if (!Files.isExecutable(tool)) {
      throw new ClusterException(tool + " is missing; it belongs to every Java runtime");
    }
    List<String> command =
        List.of(
            tool.toString(),
            "-genkeypair",
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            "SHA256withECDSA",
            "-validity",
            "36500",
            "-dname",
            "CN=lvs-director",
            "-alias",
            ALIAS,
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    Path output = store.resolveSibling("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
        throw new ClusterException(tool + " did not end within " + DEADLINE_S + " s");
      }
      if (process.exitValue() != 0) {
        throw new ClusterException(tool + " failed: " + Files.readString(output).strip());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ClusterException("interrupted while " + tool + " ran", interrupted);
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private static void remove(Path folder) throws ClusterException {
    try {
      if (folder != null) {
        Files.deleteIfExists(folder.resolve("key.p12"));
        Files.deleteIfExists(folder);
      }
    } catch (IOException left) {
      throw new ClusterException(folder + " holds a key and was not removed: " + left, left);
    }
  }
}

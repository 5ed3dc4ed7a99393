package org.lvsdirector.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Endpoint;

class ClusterKeyTest {
  @TempDir static Path folder;
  static Path key;

  @BeforeAll
  static void makeKey() throws Exception {
    key = folder.resolve("cluster.p12");
    ClusterKey.create(key);
  }

  @Test
  void aNewKeyIsReadableByItsOwnerOnlyAndLeavesNothingElseBehind() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(key);
    }
    new JGroupsMembership(config(Optional.of(key), false), "d1", (kind, subject, text) -> {});
  }

  @Test
  void anExistingKeyIsNotOverwritten() throws Exception {
    byte[] before = Files.readAllBytes(key);
    assertThatThrownBy(() -> ClusterKey.create(key)).hasMessageContaining("exists already");
    assertThat(Files.readAllBytes(key)).isEqualTo(before);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path nowhere = folder.resolve("none/cluster.p12");
    assertThatThrownBy(() -> ClusterKey.create(nowhere))
        .hasMessageContaining("the cluster key " + nowhere + " was not written");
  }

  @Test
  void aKeyOpenToOthersIsRefused(@TempDir Path other) throws Exception {
    Path open = Files.copy(key, other.resolve("open.p12"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> membership(Optional.of(open), false))
        .hasMessageContaining("mode rw-r-----")
        .hasMessageEndingWith("chmod 600 " + open);
  }

  @Test
  void aMissingKeyIsRefusedWithTheCommandThatMakesOne() {
    Path missing = folder.resolve("missing.p12");
    assertThatThrownBy(() -> membership(Optional.of(missing), false))
        .hasMessageContaining("cluster.key-file " + missing + " cannot be read")
        .hasMessageContaining("lvs-director cluster-key --out " + missing);
    assertThatThrownBy(() -> membership(Optional.empty(), false))
        .hasMessageContaining("anybody could join")
        .hasMessageContaining("insecure: true");
  }

  @Test
  void whatIsNoKeyIsRefused(@TempDir Path other) throws Exception {
    Path junk = Files.writeString(other.resolve("junk.p12"), "not a key");
    Files.setPosixFilePermissions(junk, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> membership(Optional.of(junk), false))
        .hasMessageContaining(junk + " is no key made by lvs-director cluster-key");
  }

  @Test
  void insecureWorksWithoutAKey() throws Exception {
    assertThat(membership(Optional.empty(), true)).isNotNull();
  }

  private static JGroupsMembership membership(Optional<Path> file, boolean insecure)
      throws ClusterException {
    return new JGroupsMembership(config(file, insecure), "d1", (kind, subject, text) -> {});
  }

  private static ClusterConfig config(Optional<Path> file, boolean insecure) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new ClusterConfig(
        "test",
        Optional.of(loopback),
        Optional.empty(),
        7800,
        List.of(new Endpoint(loopback, 7800)),
        file,
        insecure,
        Duration.ofMillis(300),
        Quorum.NONE,
        Role.DIRECTOR);
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.database.PostgresProbe;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.tls.Tls;

@Tag("lab")
class PostgresIT {
  @TempDir Path folder;

  @Test
  void beginsSessions() throws Exception {
    String bin = newest().resolve("bin").toString();
    Path data = folder.resolve("data");
    RealServer.run(
        folder,
        RealServer.asNobody(
            folder, bin + "/initdb", "-D", data.toString(), "-U", "ann", "-A", "trust", "-N"));
    Identity identity = Identity.create(folder, "lb.test", 90);
    // The server reads its key as nobody, and refuses one that others may read.
    Path key = Files.copy(identity.key(), data.resolve("key"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(key, Files.getOwner(data));
    Files.writeString(
        data.resolve("pg_hba.conf"),
        """
        host all ann 127.0.0.1/32 trust
        host all bob 127.0.0.1/32 scram-sha-256
        """);
    int port = RealServer.freePort();
    try (Probing probing = new Probing();
        RealServer postgres =
            RealServer.startSaying(
                folder,
                "ready to accept connections",
                RealServer.asNobody(folder, command(bin, data, port, identity)))) {
      assertThat(probing.ok(port, probe("ann", "postgres", Optional.empty())))
          .as(postgres.said())
          .contains(": lets in after ");
      assertThat(probing.ok(port, probe("bob", null, Optional.empty())))
          .contains(": asks for a password after ");
      assertThat(probing.ok(port, probe("carol", null, Optional.empty())))
          .contains(": answers 28000 no pg_hba.conf entry");
      assertThat(probing.ok(port, probe(null, null, Optional.empty())))
          .contains(": answers after ");
      assertThat(probing.ok(port, probe("ann", "postgres", Probing.verified(identity, "lb.test"))))
          .contains(": lets in after ");
      assertThat(probing.failed(port, probe(null, null, Probing.verified(identity, "other"))))
          .contains("TLS failed");
    }
  }

  private static String[] command(String bin, Path data, int port, Identity identity) {
    return new String[] {
      bin + "/postgres",
      "-D",
      data.toString(),
      "-p",
      "" + port,
      "-h",
      "127.0.0.1",
      "-k",
      "",
      "-c",
      "ssl=on",
      "-c",
      "ssl_cert_file=" + identity.certificate(),
      "-c",
      "ssl_key_file=" + data.resolve("key"),
      "-c",
      "fsync=off"
    };
  }

  private static Path newest() throws Exception {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }

  private static PostgresProbe probe(String user, String database, Optional<Tls> tls) {
    return new PostgresProbe(Optional.ofNullable(user), Optional.ofNullable(database), tls);
  }
}

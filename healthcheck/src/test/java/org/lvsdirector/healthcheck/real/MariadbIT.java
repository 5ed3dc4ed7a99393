package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.database.MysqlProbe;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.tls.Tls;

@Tag("lab")
class MariadbIT {
  @TempDir Path folder;

  @Test
  void logsInAndIsNeverBlocked() throws Exception {
    Path data = folder.resolve("data");
    RealServer.run(
        folder,
        RealServer.asNobody(
            folder,
            "mariadb-install-db",
            "--no-defaults",
            "--datadir=" + data,
            "--auth-root-authentication-method=normal",
            "--skip-test-db"));
    Path setup =
        Files.writeString(
            folder.resolve("setup.sql"),
            """
            FLUSH PRIVILEGES;
            CREATE USER ann@'%' IDENTIFIED BY 's3cret';
            CREATE USER bob@'%' IDENTIFIED BY '';
            """);
    Identity identity = Identity.create(folder, "lb.test", 90);
    int port = RealServer.freePort();
    try (Probing probing = new Probing();
        RealServer mariadb = start(data, port, setup, identity)) {
      Path right = Probing.secret(folder, "right", "s3cret");
      Path wrong = Probing.secret(folder, "wrong", "guess");
      assertThat(probing.ok(port, probe("ann", right, Optional.empty())))
          .as(mariadb.said())
          .contains("-MariaDB")
          .contains(" lets in after ");
      probing.ok(port, probe("bob", null, Optional.empty()));
      assertThat(probing.ok(port, probe("ann", right, Probing.verified(identity, "lb.test"))))
          .contains(" lets in after ");
      assertThat(probing.failed(port, probe("ann", wrong, Optional.empty())))
          .contains("error 1045 Access denied for user 'ann'");
      assertThat(probing.failed(port, probe("ann", right, Probing.verified(identity, "other"))))
          .contains("TLS failed");
      // From an address that the server counts the errors of, which it does not for 127.0.0.1.
      for (int i = 0; i < 5; i++) {
        assertThat(probing.from("127.0.0.2", port, probe(null, null, Optional.empty())).text())
            .contains("-MariaDB")
            .contains(" answers after ");
      }
    }
  }

  private RealServer start(Path data, int port, Path setup, Identity identity) throws Exception {
    return RealServer.start(
        folder,
        port,
        RealServer.asNobody(
            folder,
            "mariadbd",
            "--no-defaults",
            "--datadir=" + data,
            "--socket=" + data.resolve("socket"),
            "--bind-address=127.0.0.1",
            "--port=" + port,
            "--init-file=" + setup,
            "--max-connect-errors=2",
            "--innodb-buffer-pool-size=8M",
            "--ssl-cert=" + identity.certificate(),
            "--ssl-key=" + identity.key()));
  }

  private static MysqlProbe probe(String user, Path password, Optional<Tls> tls) {
    return new MysqlProbe(Optional.ofNullable(user), Optional.ofNullable(password), tls);
  }
}

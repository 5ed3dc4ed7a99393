package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.auth.LdapProbe;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.tls.Tls;

/** ldap against OpenLDAP. */
@Tag("lab")
class SlapdIT {
  private static final String ADMIN = "cn=admin,dc=lb,dc=test";
  private static final String CONFIGURATION =
      """
      include /etc/ldap/schema/core.schema
      modulepath /usr/lib/ldap
      moduleload back_ldif
      pidfile %1$s/pid
      TLSCertificateFile %1$s/lb.test.pem
      TLSCertificateKeyFile %1$s/lb.test.key
      database ldif
      suffix "dc=lb,dc=test"
      directory %1$s/data
      rootdn "%2$s"
      rootpw s3cret
      """;

  @TempDir Path folder;

  @Test
  void binds() throws Exception {
    Identity identity = Identity.create(folder, "lb.test", 90);
    Files.createDirectories(folder.resolve("data"));
    Path right = Probing.secret(folder, "right", "s3cret");
    Path wrong = Probing.secret(folder, "wrong", "guess");
    int plain = RealServer.freePort();
    int secured = RealServer.freePort();
    try (Probing probing = new Probing();
        RealServer slapd = start(plain, secured)) {
      assertThat(probing.ok(plain, probe("", null, Optional.empty(), false)))
          .as(slapd.said())
          .contains("LDAP on ")
          .contains(": anonymous bind after ");
      assertThat(probing.ok(plain, probe(ADMIN, right, Optional.empty(), false)))
          .contains(": bind after ");
      probing.ok(plain, probe(ADMIN, right, Probing.verified(identity, "lb.test"), true));
      probing.ok(secured, probe(ADMIN, right, Probing.verified(identity, "lb.test"), false));
      assertThat(probing.failed(plain, probe(ADMIN, wrong, Optional.empty(), false)))
          .contains("result 49, in answer to bind");
      assertThat(probing.failed(plain, probe("", null, Probing.verified(identity, "other"), true)))
          .contains("TLS failed");
    }
  }

  private RealServer start(int plain, int secured) throws Exception {
    Path file =
        Files.writeString(folder.resolve("slapd.conf"), CONFIGURATION.formatted(folder, ADMIN));
    String urls = "ldap://127.0.0.1:%d/ ldaps://127.0.0.1:%d/".formatted(plain, secured);
    return RealServer.start(
        folder, secured, "slapd", "-d", "none", "-f", file.toString(), "-h", urls);
  }

  private static LdapProbe probe(String name, Path password, Optional<Tls> tls, boolean startTls) {
    return new LdapProbe(name, Optional.ofNullable(password), tls, startTls);
  }
}

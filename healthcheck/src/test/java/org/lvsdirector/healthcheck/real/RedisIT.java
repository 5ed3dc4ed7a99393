package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.database.RedisProbe;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.tls.Tls;

@Tag("lab")
class RedisIT {
  @TempDir Path folder;

  @Test
  void pings() throws Exception {
    Identity identity = Identity.create(folder, "lb.test", 90);
    int plain = RealServer.freePort();
    int secured = RealServer.freePort();
    Path right = Probing.secret(folder, "right", "s3cret");
    Path wrong = Probing.secret(folder, "wrong", "guess");
    try (Probing probing = new Probing();
        RealServer redis = start(plain, secured, identity)) {
      assertThat(probing.ok(plain, probe(null, right, Optional.empty()))).contains(": PONG after ");
      probing.ok(plain, probe("default", right, Optional.empty()));
      probing.ok(secured, probe(null, right, Probing.verified(identity, "lb.test")));
      assertThat(probing.failed(plain, probe(null, null, Optional.empty())))
          .as(redis.said())
          .contains("NOAUTH Authentication required., in answer to PING");
      assertThat(probing.failed(plain, probe(null, wrong, Optional.empty()))).contains("WRONGPASS");
    }
  }

  private RealServer start(int plain, int secured, Identity identity) throws Exception {
    return RealServer.start(
        folder,
        secured,
        "redis-server",
        "--bind",
        "127.0.0.1",
        "--port",
        "" + plain,
        "--tls-port",
        "" + secured,
        "--tls-cert-file",
        identity.certificate().toString(),
        "--tls-key-file",
        identity.key().toString(),
        "--tls-auth-clients",
        "no",
        "--save",
        "",
        "--requirepass",
        "s3cret");
  }

  private static RedisProbe probe(String user, Path password, Optional<Tls> tls) {
    return new RedisProbe(Optional.ofNullable(user), Optional.ofNullable(password), tls);
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpLogin;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.secret.Login;

/** Digest authentication against lighttpd, which nginx does not know. */
@Tag("lab")
class LighttpdIT {
  @TempDir Path folder;

  @Test
  void digests() throws Exception {
    int port = RealServer.freePort();
    Files.writeString(folder.resolve("index.html"), "hello\n");
    Files.writeString(folder.resolve("users"), "ann:s3cret\n");
    for (String algorithm : new String[] {"md5", "sha-256"}) {
      String configuration =
          """
          server.document-root = "%1$s"
          server.bind = "127.0.0.1"
          server.port = %2$d
          server.modules = ("mod_auth", "mod_authn_file")
          index-file.names = ("index.html")
          auth.backend = "plain"
          auth.backend.plain.userfile = "%1$s/users"
          auth.require = ("/" => ("method" => "digest", "algorithm" => "%3$s",
            "realm" => "lb", "require" => "valid-user"))
          """
              .formatted(folder, port, algorithm);
      Path file = Files.writeString(folder.resolve("lighttpd.conf"), configuration);
      try (Probing probing = new Probing();
          RealServer lighttpd =
              RealServer.start(folder, port, "lighttpd", "-D", "-f", file.toString())) {
        assertThat(probing.ok(port, page("s3cret"))).as(algorithm).contains(": status 200 after ");
        assertThat(probing.failed(port, page("guess"))).as(lighttpd.said()).contains("status 401");
      }
    }
  }

  private HttpProbe page(String password) throws Exception {
    Path file = Probing.secret(folder, password, password);
    return new HttpProbe(
        Request.get("/"),
        Expectation.status(200, 200),
        Optional.empty(),
        false,
        Optional.of(new HttpLogin(new Login("ann", file), HttpLogin.Scheme.DIGEST)));
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.auth.RadiusProbe;
import org.lvsdirector.healthcheck.secret.Login;

/** radius against FreeRADIUS. */
@Tag("lab")
class FreeradiusIT {
  private static final String CONFIGURATION =
      """
      prefix = /usr
      libdir = /usr/lib/freeradius
      logdir = %1$s
      raddbdir = %1$s
      run_dir = %1$s
      name = radiusd
      pidfile = ${run_dir}/pid
      max_requests = 256
      security {
        status_server = yes
      }
      thread pool {
        start_servers = 1
        max_servers = 2
        min_spare_servers = 1
        max_spare_servers = 1
      }
      client lb {
        ipaddr = 127.0.0.1
        secret = xyzzy5461
        require_message_authenticator = yes
      }
      modules {
        pap {
        }
        files {
          usersfile = ${raddbdir}/users
        }
      }
      server default {
        listen {
          type = auth
          ipaddr = 127.0.0.1
          port = %2$d
        }
        authorize {
          files
          pap
        }
        authenticate {
          pap
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void asksWhetherTheServerIsWellAndToBeLetIn() throws Exception {
    int port = RealServer.freePort();
    Files.writeString(folder.resolve("radiusd.conf"), CONFIGURATION.formatted(folder, port));
    Files.writeString(folder.resolve("users"), "ann Cleartext-Password := \"arctangent\"\n");
    Path shared = Probing.secret(folder, "shared", "xyzzy5461");
    Path other = Probing.secret(folder, "other", "another");
    Path right = Probing.secret(folder, "right", "arctangent");
    try (Probing probing = new Probing();
        RealServer server =
            RealServer.startSaying(
                folder,
                "Ready to process requests",
                "freeradius",
                "-f",
                "-l",
                "stdout",
                "-d",
                folder.toString())) {
      assertThat(probing.ok(port, new RadiusProbe(shared, Optional.empty())))
          .as(server.said())
          .contains(": accepts after ");
      assertThat(probing.ok(port, new RadiusProbe(shared, Optional.of(new Login("ann", right)))))
          .contains(": accepts after ");
      assertThat(
              probing.failed(port, new RadiusProbe(shared, Optional.of(new Login("ann", other)))))
          .contains(": rejects the user after ");
      ProbeResult silent = probing.briefly(port, new RadiusProbe(other, Optional.empty()));
      assertThat(silent.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(silent.text()).endsWith(": no answer within 500 ms");
    }
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.mail.ImapProbe;
import org.lvsdirector.healthcheck.mail.MailTls;
import org.lvsdirector.healthcheck.mail.Pop3Probe;
import org.lvsdirector.healthcheck.testing.Identity;

/** imap and pop3 against Dovecot, which runs as root. */
@Tag("lab")
class DovecotIT {
  private static final String CONFIGURATION =
      """
      base_dir = %1$s/run
      state_dir = %1$s/state
      log_path = /dev/stderr
      protocols = imap pop3
      listen = 127.0.0.1
      ssl = yes
      ssl_cert = <%1$s/lb.test.pem
      ssl_key = <%1$s/lb.test.key
      default_internal_user = nobody
      default_internal_group = nogroup
      default_login_user = nobody
      service imap-login {
        inet_listener imap {
          port = %2$d
        }
        inet_listener imaps {
          port = %3$d
        }
      }
      service pop3-login {
        inet_listener pop3 {
          port = %4$d
        }
        inet_listener pop3s {
          port = %5$d
        }
      }
      passdb {
        driver = static
        args = nopassword=y
      }
      userdb {
        driver = static
        args = uid=nobody gid=nogroup home=/nowhere
      }
      """;

  @TempDir Path folder;

  @Test
  void greets() throws Exception {
    RealServer.open(folder);
    Identity identity = Identity.create(folder, "lb.test", 90);
    int imap = RealServer.freePort();
    int imaps = RealServer.freePort();
    int pop3 = RealServer.freePort();
    int pop3s = RealServer.freePort();
    Path file = folder.resolve("dovecot.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, imap, imaps, pop3, pop3s));
    try (Probing probing = new Probing();
        RealServer dovecot =
            RealServer.start(folder, pop3s, "dovecot", "-F", "-c", file.toString())) {
      assertThat(probing.ok(imap, new ImapProbe(MailTls.NONE)))
          .as(dovecot.said())
          .contains(": OK [CAPABILITY IMAP4rev1");
      probing.ok(imap, new ImapProbe(tls(identity, "lb.test", true)));
      probing.ok(imaps, new ImapProbe(tls(identity, "lb.test", false)));
      assertThat(probing.failed(imap, new ImapProbe(tls(identity, "other", true))))
          .contains("TLS failed");
      assertThat(probing.ok(pop3, new Pop3Probe(MailTls.NONE))).contains(": +OK Dovecot");
      probing.ok(pop3, new Pop3Probe(tls(identity, "lb.test", true)));
      probing.ok(pop3s, new Pop3Probe(tls(identity, "lb.test", false)));
      assertThat(probing.failed(pop3s, new Pop3Probe(tls(identity, "other", false))))
          .contains("TLS failed");
      assertThat(probing.failed(pop3, new ImapProbe(MailTls.NONE))).contains("no IMAP: +OK");
    }
  }

  private static MailTls tls(Identity identity, String name, boolean startTls) {
    return new MailTls(Probing.verified(identity, name), startTls);
  }
}

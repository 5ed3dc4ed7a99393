package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.mail.MailTls;
import org.lvsdirector.healthcheck.mail.SmtpProbe;
import org.lvsdirector.healthcheck.testing.Identity;

/** smtp against Postfix, whose master runs as root. */
@Tag("lab")
class PostfixIT {
  private static final String MAIN =
      """
      compatibility_level = 3.6
      queue_directory = %1$s/queue
      data_directory = %1$s/data
      command_directory = /usr/sbin
      daemon_directory = /usr/lib/postfix/sbin
      mail_owner = postfix
      setgid_group = postdrop
      inet_interfaces = 127.0.0.1
      inet_protocols = ipv4
      myhostname = mx.lb.test
      maillog_file =
      alias_maps =
      alias_database =
      smtpd_tls_security_level = may
      smtpd_tls_cert_file = %1$s/lb.test.pem
      smtpd_tls_key_file = %1$s/lb.test.key
      """;

  private static final String MASTER =
      """
      127.0.0.1:%1$d inet n - n - - smtpd
      127.0.0.1:%2$d inet n - n - - smtpd
        -o smtpd_tls_wrappermode=yes
      rewrite unix - - n - - trivial-rewrite
      cleanup unix n - n - 0 cleanup
      anvil unix - - n - 1 anvil
      tlsmgr unix - - n 1000? 1 tlsmgr
      proxymap unix - - n - - proxymap
      """;

  @TempDir Path folder;

  @Test
  void greets() throws Exception {
    RealServer.open(folder);
    Identity identity = Identity.create(folder, "lb.test", 90);
    int plain = RealServer.freePort();
    int secured = RealServer.freePort();
    Path etc = Files.createDirectories(folder.resolve("etc"));
    Files.createDirectories(folder.resolve("queue"));
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.setOwner(
        data,
        data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix"));
    Files.writeString(etc.resolve("main.cf"), MAIN.formatted(folder));
    Files.writeString(etc.resolve("master.cf"), MASTER.formatted(plain, secured));
    RealServer.run(folder, "postfix", "-c", etc.toString(), "check");
    String master = "/usr/lib/postfix/sbin/master";
    try (Probing probing = new Probing();
        RealServer postfix = RealServer.start(folder, plain, master, "-d", "-c", etc.toString())) {
      assertThat(probing.ok(plain, new SmtpProbe("lb.test", MailTls.NONE)))
          .as(postfix.said())
          .contains(": 220 mx.lb.test ESMTP Postfix");
      probing.ok(plain, new SmtpProbe("lb.test", tls(identity, "lb.test", true)));
      probing.ok(secured, new SmtpProbe("lb.test", tls(identity, "lb.test", false)));
      assertThat(probing.failed(plain, new SmtpProbe("lb.test", tls(identity, "other", true))))
          .contains("TLS failed");
    }
  }

  private static MailTls tls(Identity identity, String name, boolean startTls) {
    return new MailTls(Probing.verified(identity, name), startTls);
  }
}

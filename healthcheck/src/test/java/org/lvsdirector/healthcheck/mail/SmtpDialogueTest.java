package org.lvsdirector.healthcheck.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class SmtpDialogueTest {
  private final Script plain = new Script(new SmtpDialogue("lb.test", false));
  private final Script secured = new Script(new SmtpDialogue("lb.test", true));

  @Test
  void greetsAndQuits() {
    assertThat(words(plain.next())).isEqualTo("await no banner");
    assertThat(words(plain.hears("220-mx.test\r\n220 ESM"))).isEqualTo("await no banner");
    assertThat(words(plain.hears("TP ready\r\n"))).isEqualTo("say EHLO lb.test\r\n");
    assertThat(words(plain.next())).isEqualTo("await no answer to EHLO");
    assertThat(words(plain.hears("250-mx.test\r\n250-SIZE 1\r\n250 PIPELINING\r\n")))
        .isEqualTo("OK 220 ESMTP ready, then QUIT\r\n");
  }

  @Test
  void asksForTlsAndGreetsAgain() {
    assertThat(words(secured.hears("220 mx\n"))).isEqualTo("say EHLO lb.test\r\n");
    assertThat(words(secured.hears("250 mx\r\n"))).isEqualTo("say STARTTLS\r\n");
    assertThat(words(secured.hears("220 go ahead\r\n"))).isEqualTo("encrypt");
    assertThat(words(secured.next())).isEqualTo("say EHLO lb.test\r\n");
    assertThat(words(secured.hears("250 mx\r\n"))).isEqualTo("OK 220 mx, then QUIT\r\n");
  }

  @Test
  void takesRefusalsForFailures() {
    assertThat(words(plain.hears("554-go\r\n554 away\r\n")))
        .isEqualTo("FAILED 554 away, in answer to the connection");
    secured.hears("220 mx\r\n");
    secured.hears("250 mx\r\n");
    assertThat(words(secured.hears("454 no TLS today\r\n")))
        .isEqualTo("FAILED 454 no TLS today, in answer to STARTTLS");
  }

  @Test
  void tellsOtherProtocolsApart() {
    assertThat(words(plain.hears("SSH-2.0-OpenSSH_9.2\r\n")))
        .isEqualTo("FAILED no SMTP: SSH-2.0-OpenSSH_9.2");
  }
}

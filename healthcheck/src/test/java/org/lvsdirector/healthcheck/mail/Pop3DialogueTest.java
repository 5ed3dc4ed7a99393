package org.lvsdirector.healthcheck.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class Pop3DialogueTest {
  private final Script plain = new Script(new Pop3Dialogue(false));
  private final Script secured = new Script(new Pop3Dialogue(true));

  @Test
  void quits() {
    assertThat(words(plain.next())).isEqualTo("await no greeting");
    assertThat(words(plain.hears("+OK ready\r\n"))).isEqualTo("say QUIT\r\n");
    assertThat(words(plain.next())).isEqualTo("await no answer to QUIT");
    assertThat(words(plain.hears("+OK bye\r\n"))).isEqualTo("OK +OK ready");
  }

  @Test
  void asksForTls() {
    assertThat(words(secured.hears("+OK\r\n"))).isEqualTo("say STLS\r\n");
    assertThat(words(secured.hears("+OK begin\r\n"))).isEqualTo("encrypt");
    assertThat(words(secured.next())).isEqualTo("say QUIT\r\n");
  }

  @Test
  void takesRefusalsForFailures() {
    assertThat(words(plain.hears("-ERR locked\r\n"))).isEqualTo("FAILED -ERR locked");
    assertThat(words(new Script(new Pop3Dialogue(false)).hears("220 smtp\r\n")))
        .isEqualTo("FAILED no POP3: 220 smtp");
  }
}

package org.lvsdirector.healthcheck.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class ImapDialogueTest {
  private final Script plain = new Script(new ImapDialogue(false));
  private final Script secured = new Script(new ImapDialogue(true));

  @Test
  void hasTheServerDoNothingAndLogsOut() {
    assertThat(words(plain.next())).isEqualTo("await no greeting");
    assertThat(words(plain.hears("* OK [CAPABILITY IMAP4rev1] ready\r\n")))
        .isEqualTo("say a2 NOOP\r\n");
    assertThat(words(plain.next())).isEqualTo("await no answer to NOOP");
    assertThat(words(plain.hears("* 3 EXISTS\r\na2 OK done\r\n")))
        .isEqualTo("OK OK [CAPABILITY IMAP4rev1] ready, then a3 LOGOUT\r\n");
  }

  @Test
  void asksForTls() {
    assertThat(words(secured.hears("* PREAUTH hi\r\n"))).isEqualTo("say a1 STARTTLS\r\n");
    assertThat(words(secured.hears("a1 ok begin\r\n"))).isEqualTo("encrypt");
    assertThat(words(secured.next())).isEqualTo("say a2 NOOP\r\n");
  }

  @Test
  void takesRefusalsForFailures() {
    assertThat(words(plain.hears("* BYE overloaded\r\n"))).isEqualTo("FAILED * BYE overloaded");
    secured.hears("* OK hi\r\n");
    assertThat(words(secured.hears("a1 BAD no TLS\r\n"))).isEqualTo("FAILED a1 BAD no TLS");
    Script ended = new Script(new ImapDialogue(false));
    ended.hears("* OK hi\r\n");
    assertThat(words(ended.hears("* BYE shutting down\r\n")))
        .isEqualTo("FAILED * BYE shutting down");
  }

  @Test
  void tellsOtherProtocolsApart() {
    assertThat(words(plain.hears("+OK POP3\r\n"))).isEqualTo("FAILED no IMAP: +OK POP3");
  }
}

package org.lvsdirector.healthcheck.mail;

import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/** Waits for an IMAP server's greeting, has it do nothing, and logs out (RFC 9051). */
public record ImapProbe(MailTls security) implements DialogueProbe {
  @Override
  public String title() {
    return "IMAP";
  }

  @Override
  public Optional<Tls> tls() {
    return security.tls();
  }

  @Override
  public boolean beginsInTheClear() {
    return security.startTls();
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new ImapDialogue(security.asked());
  }
}

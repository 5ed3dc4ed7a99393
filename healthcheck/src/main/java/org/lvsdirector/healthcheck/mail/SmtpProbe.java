package org.lvsdirector.healthcheck.mail;

import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Greets a mail server and says goodbye (RFC 5321).
 *
 * @param greeting the name that EHLO gives
 */
public record SmtpProbe(String greeting, MailTls security) implements DialogueProbe {
  @Override
  public String title() {
    return "SMTP";
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
    return new SmtpDialogue(greeting, security.asked());
  }
}

package org.lvsdirector.healthcheck.mail;

import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/** Waits for a POP3 server's greeting and quits (RFC 1939). */
public record Pop3Probe(MailTls security) implements DialogueProbe {
  @Override
  public String title() {
    return "POP3";
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
    return new Pop3Dialogue(security.asked());
  }
}

package org.lvsdirector.healthcheck.auth;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Binds to a directory (RFC 4511) and unbinds.
 *
 * @param name the distinguished name to bind as; empty = anonymously
 * @param passwordFile of that name
 * @param startTls begins in the clear and asks for TLS (RFC 4511, 4.14) instead of beginning with
 *     it
 */
public record LdapProbe(
    String name, Optional<Path> passwordFile, Optional<Tls> tls, boolean startTls)
    implements DialogueProbe {
  @Override
  public String title() {
    return "LDAP";
  }

  @Override
  public boolean beginsInTheClear() {
    return startTls;
  }

  @Override
  public Optional<Path> secretFile() {
    return passwordFile;
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new LdapDialogue(name, secret, tls.isPresent() && startTls);
  }
}

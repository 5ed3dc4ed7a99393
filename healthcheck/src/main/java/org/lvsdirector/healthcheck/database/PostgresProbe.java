package org.lvsdirector.healthcheck.database;

import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Begins a session with a PostgreSQL server (protocol 3.0,
 * https://www.postgresql.org/docs/15/protocol-message-formats.html), as far as it goes without a
 * password.
 *
 * @param user whose session; the server may know him or not, may want a password or not. Empty = it
 *     is only asked whether it speaks TLS, which leaves nothing in its log but does not show that
 *     it is still starting
 * @param database which one the session is for; empty = the one named like the user
 */
public record PostgresProbe(Optional<String> user, Optional<String> database, Optional<Tls> tls)
    implements DialogueProbe {
  @Override
  public String title() {
    return "PostgreSQL";
  }

  @Override
  public boolean beginsInTheClear() {
    return true;
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new PostgresDialogue(user, database, tls.isPresent());
  }
}

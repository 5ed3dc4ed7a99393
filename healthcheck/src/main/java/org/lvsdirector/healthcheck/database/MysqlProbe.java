package org.lvsdirector.healthcheck.database;

import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Logs in at a MySQL or MariaDB server
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html). A client
 * that goes away after the greeting would count as a connection error, of which a server suffers
 * only so many ({@code max_connect_errors}) before it blocks the client's address; one that it
 * turns away does not count.
 *
 * @param user who logs in; empty = somebody whom the server need not know, and whom it may turn
 *     away
 * @param passwordFile empty = a user without a password
 */
public record MysqlProbe(Optional<String> user, Optional<Path> passwordFile, Optional<Tls> tls)
    implements DialogueProbe {
  @Override
  public String title() {
    return "MySQL";
  }

  @Override
  public boolean beginsInTheClear() {
    return true;
  }

  @Override
  public Optional<Path> secretFile() {
    return passwordFile;
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new MysqlDialogue(user, secret, tls.isPresent());
  }
}

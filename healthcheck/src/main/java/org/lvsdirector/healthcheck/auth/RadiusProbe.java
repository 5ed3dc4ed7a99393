package org.lvsdirector.healthcheck.auth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.datagram.DatagramProbe;
import org.lvsdirector.healthcheck.datagram.Query;
import org.lvsdirector.healthcheck.secret.Login;
import org.lvsdirector.healthcheck.secret.Secret;

/**
 * Asks a RADIUS server whether it is well (Status-Server, RFC 5997), or whether it lets somebody in
 * (Access-Request, RFC 2865). A server that does not know the director or shares another secret
 * with it keeps silent.
 *
 * @param secretFile the secret that is shared with the server
 * @param login who asks to be let in; empty = nobody
 */
public record RadiusProbe(Path secretFile, Optional<Login> login) implements DatagramProbe {
  @Override
  public String title() {
    return "RADIUS";
  }

  @Override
  public List<Path> secretFiles() {
    List<Path> files = new ArrayList<>(List.of(secretFile));
    login.ifPresent(it -> files.add(it.passwordFile()));
    return files;
  }

  @Override
  public Query begin(List<Secret> secrets) {
    Secret shared = secrets.get(0);
    return login.isEmpty()
        ? RadiusQuery.status(shared)
        : RadiusQuery.access(shared, login.get().user(), secrets.get(1));
  }
}

package org.lvsdirector.config.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpLogin;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.JsonMatch;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.secret.Login;

/** Reads what an HTTP check asks and expects. */
final class HttpReader {
  private HttpReader() {}

  static HttpProbe read(Mapping m, boolean encrypted) {
    Request request =
        new Request(
            m.get(ProbeKeys.METHOD),
            m.get(ProbeKeys.PATH),
            m.find(ProbeKeys.HOST),
            ProbeReader.values(m, ProbeKeys.HEADERS),
            m.find(ProbeKeys.CONTENT));
    Expectation expectation =
        new Expectation(
            ProbeReader.values(m, ProbeKeys.EXPECT).stream().flatMap(List::stream).toList(),
            m.find(ProbeKeys.BODY),
            json(m));
    return new HttpProbe(
        request,
        expectation,
        encrypted ? Optional.of(TlsReader.always(m)) : Optional.empty(),
        m.get(ProbeKeys.HTTP2),
        login(m).map(it -> new HttpLogin(it, m.get(ProbeKeys.AUTH))));
  }

  private static Optional<JsonMatch> json(Mapping m) {
    Optional<String> value = m.find(ProbeKeys.JSON_VALUE);
    if (m.has(ProbeKeys.JSON_VALUE) && !m.has(ProbeKeys.JSON_POINTER)) {
      m.spot(ProbeKeys.JSON_VALUE).fault("means nothing without json-pointer; add that");
    }
    return m.find(ProbeKeys.JSON_POINTER).map(pointer -> new JsonMatch(pointer, value));
  }

  /** User and password, which belong together. */
  static Optional<Login> login(Mapping m) {
    if (m.has(SecurityKeys.USER) != m.has(SecurityKeys.PASSWORD_FILE)) {
      m.spot(m.has(SecurityKeys.USER) ? SecurityKeys.USER : SecurityKeys.PASSWORD_FILE)
          .fault("user and password-file belong together; add the other");
    }
    Optional<Path> password = m.source().readable(m, SecurityKeys.PASSWORD_FILE);
    return m.find(SecurityKeys.USER).flatMap(user -> password.map(file -> new Login(user, file)));
  }
}

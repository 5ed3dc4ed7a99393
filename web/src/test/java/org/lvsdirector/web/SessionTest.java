package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.web.SessionApi.SessionDoc;

class SessionTest {
  private static final String SECRET = "operator-token-0123456789";
  private static final String SERVER = "/api/v1/services/web/servers/10.0.0.1:80";
  private static final String[] MARKED = {"X-Requested-With", "lvs-director"};

  @TempDir Path folder;

  private final FakeNode d1 = new FakeNode("d1");
  private final FakeNode d2 = new FakeNode("d2");
  private Path tokens;
  private Served first;
  private Served second;

  @BeforeEach
  void serve() throws Exception {
    tokens = folder.resolve("tokens.yaml");
    write("- {name: bob, token: " + SECRET + ", role: operator}\n");
    FakeNode.join(d1, d2);
    first = new Served(d1, Optional.of(tokens), false);
    second = new Served(d2, Optional.of(tokens), false);
  }

  private void write(String text) throws Exception {
    Files.writeString(tokens, text);
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  private HttpResponse<String> logIn() throws Exception {
    return first.ask("POST", "/api/v1/session", "{\"token\":\"" + SECRET + "\"}");
  }

  private static String[] cookie(HttpResponse<String> answer, String... more) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    String[] headers = new String[2 + more.length];
    headers[0] = "Cookie";
    headers[1] = set.substring(0, set.indexOf(';'));
    System.arraycopy(more, 0, headers, 2, more.length);
    return headers;
  }

  private static SessionDoc session(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.read(answer.body(), SessionDoc.class);
  }

  @Test
  void aTokenBuysACookieThatScriptsAndOtherSitesCannotUse() throws Exception {
    var answer = logIn();
    assertThat(session(answer).name()).isEqualTo("bob");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("lvs-director-" + first.server.port() + "=")
        .contains("HTTPOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain(SECRET);
    SessionDoc shown = session(first.get("/api/v1/session", cookie(answer)));
    assertThat(shown.by()).isEqualTo("cookie");
    assertThat(shown.role()).isEqualTo("operator");
    assertThat(shown.expires()).isNotNull();
    assertThat(first.node.events.recent(0))
        .last()
        .satisfies(it -> assertThat(it.kind()).isEqualTo("login"));
  }

  @Test
  void whoIsNotLoggedInIsToldSo() throws Exception {
    assertThat(first.get("/api/v1/session").statusCode()).isEqualTo(401);
    for (String forged : List.of("x", "0".repeat(48), "", "a=b; c")) {
      var answer =
          first.get(
              "/api/v1/status", "Cookie", "lvs-director-" + first.server.port() + "=" + forged);
      assertThat(answer.statusCode()).as(forged).isEqualTo(401);
    }
  }

  @Test
  void changesBySessionNeedTheMarkThatOtherSitesCannotSend() throws Exception {
    var answer = logIn();
    var refused = first.ask("PATCH", SERVER, "{\"weight\":1}", cookie(answer));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(Json.read(refused.body(), Problem.class).key()).isEqualTo("X-Requested-With");
    assertThat(d1.asked).isEmpty();
    assertThat(first.ask("PATCH", SERVER, "{\"weight\":1}", cookie(answer, MARKED)).statusCode())
        .isEqualTo(204);
  }

  @Test
  void loggingOutEndsTheSession() throws Exception {
    var answer = logIn();
    assertThat(first.ask("DELETE", "/api/v1/session", "", cookie(answer, MARKED)).statusCode())
        .isEqualTo(204);
    assertThat(first.get("/api/v1/session", cookie(answer)).statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenThatIsTakenBackTakesItsSessionsAlong() throws Exception {
    var answer = logIn();
    write("- {name: bob, token: another-token-0123456789, role: operator}\n");
    Served.done(first.server.reloadTokens());
    assertThat(first.get("/api/v1/session", cookie(answer)).statusCode()).isEqualTo(401);
    write("- {name: bob, token: " + SECRET + ", role: viewer}\n");
    Served.done(first.server.reloadTokens());
    assertThat(session(first.get("/api/v1/session", cookie(answer))).role()).isEqualTo("viewer");
  }

  @Test
  void aPageGetsKeysForTheOtherMembers() throws Exception {
    SessionDoc here = session(logIn());
    SessionApi.PeerKey peer = here.peers().get(0);
    assertThat(peer.node()).isEqualTo("d2");
    assertThat(peer.url()).isEqualTo("http://127.0.0.1:" + second.server.port());
    String[] bearer = {"Authorization", "Bearer " + peer.key()};
    assertThat(first.get("/api/v1/status", bearer).statusCode()).as("here").isEqualTo(401);
    SessionDoc there = session(second.get("/api/v1/session", bearer));
    assertThat(there.by()).isEqualTo("session");
    assertThat(there.role()).isEqualTo("operator");
    assertThat(there.key()).isNotEmpty().isNotEqualTo(peer.key());
    assertThat(second.ask("PATCH", SERVER, "{\"weight\":1}", bearer).statusCode()).isEqualTo(204);
  }

  @Test
  void aMemberThatDoesNotKnowTheTokenGivesNoKey() throws Exception {
    write("- {name: bob, token: another-token-0123456789, role: operator}\n");
    Served.done(second.server.reloadTokens());
    assertThat(session(logIn()).peers().get(0).key()).isEmpty();
  }

  @Test
  void pagesOfOtherMembersMayAskWithoutCookies() throws Exception {
    session(logIn());
    String origin = "http://127.0.0.1:" + first.server.port();
    var preflight =
        second.ask(
            "OPTIONS", SERVER, "", "Origin", origin, "Access-Control-Request-Method", "PATCH");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains(origin);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(
            second
                .ask(
                    "OPTIONS",
                    SERVER,
                    "",
                    "Origin",
                    "http://evil.example",
                    "Access-Control-Request-Method",
                    "PATCH")
                .statusCode())
        .isEqualTo(403);
    assertThat(second.get("/livez").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("connect-src 'self' " + origin + ";");
  }

  @Test
  void whoeverGuessesHasToWait() throws Exception {
    int tries = 0;
    HttpResponse<String> answer;
    do {
      answer =
          first.ask("POST", "/api/v1/session", "{\"token\":\"guess-guess-guess-" + tries + "\"}");
    } while (answer.statusCode() == 401 && tries++ < 50);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(tries).isBetween(9, 15);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(logIn().statusCode()).as("the right one too").isEqualTo(429);
  }

  @Test
  void bodiesThatAreNoLogInAreRefused() throws Exception {
    for (String body :
        List.of(
            "",
            "{}",
            "[]",
            "{\"token\":1}",
            "{\"token\":\"\"}",
            "{\"tocken\":\"x\"}",
            "nonsense")) {
      assertThat(first.ask("POST", "/api/v1/session", body).statusCode()).as(body).isEqualTo(400);
    }
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.dialogue.StreamProbe;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpLogin;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.JsonMatch;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.secret.Login;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Tls;

/** tcp, http and https against nginx. */
@Tag("lab")
class NginxIT {
  private static final String CONFIGURATION =
      """
      daemon off;
      master_process off;
      pid %1$s/pid;
      error_log stderr;
      events { }
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        ssl_certificate %1$s/lb.test.pem;
        ssl_certificate_key %1$s/lb.test.key;
        default_type application/json;
        server {
          listen 127.0.0.1:%2$d;
          listen 127.0.0.1:%3$d ssl http2;
          location = /status { return 200 '{"status": "UP", "checks": [{"ok": true}]}'; }
          location = /broken { return 503; }
          location = /version { return 200 '$server_protocol $host $ssl_server_name $request_method'; }
          location = /slow { limit_rate 1; return 200 '0123456789'; }
          location = /guarded {
            auth_basic lb;
            auth_basic_user_file %1$s/users;
            default_type text/plain;
            alias %1$s/page;
          }
        }
        server {
          listen 127.0.0.1:%4$d ssl;
          ssl_client_certificate %1$s/client.test.pem;
          ssl_verify_client on;
          location / { return 200 '$ssl_client_s_dn'; }
        }
      }
      """;

  @TempDir static Path folder;
  private static Identity server;
  private static Identity client;
  private static int plain;
  private static int secured;
  private static int guarded;
  private static RealServer nginx;
  private static Probing probing;

  @BeforeAll
  static void start() throws Exception {
    RealServer.open(folder);
    server = Identity.create(folder, "lb.test", 90);
    client = Identity.create(folder, "client.test", 90);
    Files.writeString(folder.resolve("users"), "ann:{PLAIN}s3cret\n");
    Files.writeString(folder.resolve("page"), "for ann\n");
    plain = RealServer.freePort();
    secured = RealServer.freePort();
    guarded = RealServer.freePort();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, plain, secured, guarded));
    nginx = RealServer.start(folder, plain, "nginx", "-c", file.toString());
    probing = new Probing();
  }

  @AfterAll
  static void stop() throws Exception {
    probing.close();
    nginx.close();
  }

  @Test
  void pages() throws Exception {
    HttpProbe up =
        page("/status", json("/status", "UP"), Optional.empty(), false, Optional.empty());
    assertThat(probing.ok(plain, up)).contains(": status 200 after ");
    HttpProbe nested =
        page("/status", json("/checks/0/ok", null), Optional.empty(), false, Optional.empty());
    probing.ok(plain, nested);
    assertThat(probing.failed(plain, page("/broken"))).contains("status 503, expected 200-399");
    assertThat(probing.failed(plain, page("/none"))).contains("status 404");
    Request head = new Request("HEAD", "/status", Optional.empty(), List.of(), Optional.empty());
    probing.ok(
        plain,
        new HttpProbe(
            head, Expectation.status(200, 200), Optional.empty(), false, Optional.empty()));
  }

  @Test
  void pagesInTls() throws Exception {
    HttpProbe verified =
        page("/version", body("^HTTP/1\\.1 shop\\.test lb\\.test GET$"), verified(), false, none());
    ProbeResult result = probing.probe(secured, verified);
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.findings().certificateDays()).hasValue(89);
    HttpProbe other =
        page("/version", body("."), Probing.verified(server, "other.test"), false, none());
    assertThat(probing.failed(secured, other)).contains("TLS failed");
    HttpProbe stranger =
        page("/version", body("."), Probing.verified(client, "lb.test"), false, none());
    assertThat(probing.failed(secured, stranger)).contains("TLS failed");
  }

  @Test
  void pagesByHttp2() throws Exception {
    probing.ok(
        secured,
        page("/version", body("^HTTP/2\\.0 shop\\.test lb\\.test GET$"), verified(), true, none()));
    assertThat(probing.failed(guarded, page("/", body("."), Optional.of(Tls.BLIND), true, none())))
        .contains("no_application_protocol");
  }

  @Test
  void passwords() throws Exception {
    HttpLogin right = login("s3cret");
    HttpProbe good = page("/guarded", body("for ann"), Optional.empty(), false, Optional.of(right));
    probing.ok(plain, good);
    HttpLogin wrong = login("guess");
    HttpProbe bad = page("/guarded", body("for ann"), Optional.empty(), false, Optional.of(wrong));
    assertThat(probing.failed(plain, bad)).contains("status 401");
  }

  @Test
  void clientCertificates() throws Exception {
    Tls shown =
        new Tls(false, Optional.empty(), Optional.empty(), Optional.of(client.forProbe()), 14);
    probing.ok(guarded, page("/", body("CN=client.test"), Optional.of(shown), false, none()));
    assertThat(probing.failed(guarded, page("/", body("."), Optional.of(Tls.BLIND), false, none())))
        .contains("status 400");
  }

  @Test
  void streams() throws Exception {
    StreamProbe asked =
        new StreamProbe(
            Optional.of("GET /status HTTP/1.0\r\n\r\n"),
            Optional.of(new Regex("\"status\": \"UP\"")),
            Optional.empty());
    assertThat(probing.ok(plain, asked)).contains("answered HTTP/1.1 200 OK");
    StreamProbe tls =
        new StreamProbe(Optional.empty(), Optional.empty(), Probing.verified(server, "lb.test"));
    assertThat(probing.ok(secured, tls)).contains("TLS on ").contains(": connected after ");
  }

  private static Optional<Tls> verified() {
    return Probing.verified(server, "lb.test");
  }

  private static HttpLogin login(String password) throws Exception {
    Path file = Probing.secret(folder, password, password);
    return new HttpLogin(new Login("ann", file), HttpLogin.Scheme.BASIC);
  }

  private static Optional<HttpLogin> none() {
    return Optional.empty();
  }

  private static Expectation body(String regex) {
    return new Expectation(
        List.of(new Expectation.StatusRange(200, 399)),
        Optional.of(new Regex(regex)),
        Optional.empty());
  }

  private static Expectation json(String pointer, String value) {
    return new Expectation(
        List.of(new Expectation.StatusRange(200, 399)),
        Optional.empty(),
        Optional.of(new JsonMatch(pointer, Optional.ofNullable(value))));
  }

  private static HttpProbe page(String path) {
    return page(path, Expectation.status(200, 399), Optional.empty(), false, none());
  }

  private static HttpProbe page(
      String path,
      Expectation expectation,
      Optional<Tls> tls,
      boolean http2,
      Optional<HttpLogin> login) {
    Request request =
        new Request("GET", path, Optional.of("shop.test"), List.of(), Optional.empty());
    return new HttpProbe(request, expectation, tls, http2, login);
  }
}

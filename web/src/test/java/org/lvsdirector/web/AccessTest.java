package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final String PATCH = "/api/v1/services/web/servers/10.0.0.1:80";

  @TempDir Path folder;

  @Test
  void withoutTokensItOnlyShows() throws Exception {
    try (Served api = new Served(Optional.empty(), false)) {
      assertThat(api.get("/api/v1/status").statusCode()).isEqualTo(200);
      var refused = api.ask("PATCH", PATCH, "{\"weight\":1}");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("api.tokens-file").contains("api.insecure: true");
      assertThat(api.node.asked).isEmpty();
    }
  }

  @Test
  void rolesBoundWhatATokenMayDo() throws Exception {
    Path file = folder.resolve("tokens.yaml");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        """
        - {name: eve, token: viewer-token-0123456789, role: viewer}
        - {name: bob, token: operator-token-0123456789, role: operator}
        """);
    try (Served api = new Served(Optional.of(file), false)) {
      var anonymous = api.get("/api/v1/status");
      assertThat(anonymous.statusCode()).isEqualTo(401);
      for (String detour : List.of("//api/v1/status", "/x/../api/v1/config", "/api/v1/%73tatus")) {
        assertThat(api.get(detour).statusCode()).as(detour).isIn(401, 404);
      }
      assertThat(anonymous.headers().firstValue("www-authenticate").orElseThrow())
          .startsWith("Bearer");
      assertThat(api.get("/api/v1/status", bearer("viewer-token-012345678")).statusCode())
          .isEqualTo(401);
      assertThat(api.get("/api/v1/status", bearer("viewer-token-0123456789")).statusCode())
          .isEqualTo(200);
      var refused = api.ask("PATCH", PATCH, "{\"weight\":1}", bearer("viewer-token-0123456789"));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("eve").contains("operator");
      assertThat(
              api.ask("PATCH", PATCH, "{\"weight\":1}", bearer("operator-token-0123456789"))
                  .statusCode())
          .isEqualTo(204);
      assertThat(api.get("/livez").statusCode()).isEqualTo(200);
      assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void foreignHostsAndOriginsAreTurnedAway() throws Exception {
    try (Served api = new Served(Optional.empty(), true)) {
      String port = ":" + api.server.port();
      assertThat(status(api, "Host: 127.0.0.1" + port)).isEqualTo(200);
      assertThat(status(api, "Host: localhost" + port)).isEqualTo(200);
      assertThat(status(api, "Host: [::1]" + port)).isEqualTo(200);
      assertThat(status(api, "Host: evil.example" + port)).isEqualTo(403);
      assertThat(status(api, "Host: 127.0.0.1.evil.example")).isEqualTo(403);
      assertThat(status(api, "Host: 192.0.2.1" + port)).isEqualTo(403);
      assertThat(status(api, "Host: localhost", "Origin: http://localhost")).isEqualTo(200);
      assertThat(status(api, "Host: localhost", "Origin: http://evil.example")).isEqualTo(403);
      assertThat(status(api, "Host: localhost", "Origin: null")).isEqualTo(403);
      assertThat(status(api, "Host: localhost" + port, "Origin: http://localhost:1"))
          .isEqualTo(403);
      assertThat(status(api, "Host: localhost" + port, "Origin: http://localhost" + port))
          .isEqualTo(200);
    }
  }

  private static String[] bearer(String secret) {
    return new String[] {"Authorization", "Bearer " + secret};
  }

  private static int status(Served api, String... headers) throws Exception {
    String[] lines = new String[headers.length + 2];
    lines[0] = "GET /api/v1/status HTTP/1.1";
    lines[1] = "Connection: close";
    System.arraycopy(headers, 0, lines, 2, headers.length);
    try (var socket = api.raw(lines)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}

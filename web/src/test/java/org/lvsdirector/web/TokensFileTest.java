package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensFileTest {
  @TempDir Path folder;

  @Test
  void absentFileIsMadeForItsOwnerAlone() throws Exception {
    Path path = folder.resolve("tokens.yaml");
    TokensFile file = new TokensFile(path);
    assertThat(file.createIfAbsent()).isTrue();
    assertThat(file.createIfAbsent()).isFalse();
    for (Path each : List.of(path, folder.resolve("tokens.yaml.local"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .isEqualTo("rw-------");
    }
    String secret = file.localSecret().orElseThrow();
    assertThat(secret).hasSize(48);
    assertThat(Files.readString(path)).doesNotContain(secret);
    Tokens tokens = file.read();
    assertThat(tokens.holders()).singleElement().hasToString("operator (operator)");
    assertThat(tokens.find(secret)).contains(tokens.holders().get(0));
    assertThat(tokens.find("")).isEmpty();
    assertThat(tokens.find(tokens.holders().get(0).hash())).isEmpty();
  }

  @Test
  void tokensInClearAreGoodToo() throws Exception {
    Path path =
        write(
            """
            - {name: eve, token: viewer-token-0123456789, role: viewer}
            - {name: bob, token: operator-token-0123456789, role: operator}
            - {name: scraper, certificate: prometheus.example, role: viewer}
            """,
            "rw-------");
    TokensFile file = new TokensFile(path);
    assertThat(file.read().find("operator-token-0123456789").orElseThrow().name()).isEqualTo("bob");
    assertThat(file.localSecret()).contains("operator-token-0123456789");
    assertThat(file.read().certified("f".repeat(64), "prometheus.example")).isPresent();
    assertThat(file.read().certified("f".repeat(64), "")).isEmpty();
    assertThat(file.read().named("scraper", "")).isPresent();
    assertThat(file.read().named("bob", "")).isEmpty();
  }

  @Test
  void holdersAreAddedAndRemovedAndTheRestStaysAsItIs() throws Exception {
    String text = "# who may\n- {name: eve, token: viewer-token-0123456789, role: viewer} # Eve\n";
    Path path = write(text, "rw-------");
    TokensFile file = new TokensFile(path);
    String secret = file.add("ops@example", Role.ADMIN);
    assertThat(Files.readString(path)).startsWith(text).doesNotContain(secret);
    assertThat(file.read().find(secret).orElseThrow()).hasToString("ops@example (admin)");
    assertThatThrownBy(() -> file.add("eve", Role.ADMIN)).hasMessageContaining("already");
    assertThatThrownBy(() -> file.add("a b", Role.ADMIN)).hasMessageContaining("letters");
    file.remove("ops@example");
    assertThat(Files.readString(path)).isEqualTo(text);
    assertThatThrownBy(() -> file.remove("nobody")).hasMessageContaining("no token");
    file.remove("eve");
    assertThat(file.read().holders()).isEmpty();
    file.add("new", Role.VIEWER);
    assertThat(file.read().holders()).singleElement().hasToString("new (viewer)");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsWrittenInAnotherStyleIsLeftToPeople() throws Exception {
    String text = "- name: eve\n  token: viewer-token-0123456789\n  role: viewer\n";
    Path path = write(text, "rw-------");
    assertThatThrownBy(() -> new TokensFile(path).remove("eve")).hasMessageContaining("by hand");
    assertThat(Files.readString(path)).isEqualTo(text);
  }

  @Test
  void fileOpenToOthersIsRefused() throws Exception {
    Path path = write("[]", "rw-r-----");
    assertThatThrownBy(() -> new TokensFile(path).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600 " + path);
  }

  @Test
  void malformedFilesAreRefusedWithoutShowingSecrets() throws Exception {
    String[] texts = {
      "- {name: a, token: secret-secret-secret, role: king}",
      "- {name: a, token: secret-secret-secret}",
      "- {token: secret-secret-secret, role: admin}",
      "- {name: a, token: secret-secret-secret, role: admin, extra: 1}",
      "name: secret-secret-secret",
      "- [unclosed secret-secret-secret",
      "- {name: a, token: secret, role: admin}",
      "- {name: a, role: admin}",
      "- {name: a, hash: 'sha256:secret', role: admin}",
      "- {name: a, hash: 'md5:%s', role: admin}".formatted("0".repeat(64)),
      "- {name: a, token: secret-secret-secret, certificate: a, role: admin}",
      "- {name: a, token: secret-secret-1, role: admin}\n- {name: a, certificate: b, role: viewer}",
      "-",
    };
    for (String text : texts) {
      Path path = write(text, "rw-------");
      assertThatThrownBy(() -> new TokensFile(path).read())
          .as(text)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(path.toString())
          .hasMessageNotContaining("secret");
    }
  }

  private Path write(String text, String permissions) throws IOException {
    Path path = folder.resolve("tokens.yaml");
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    return path;
  }
}

package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    Tokens tokens = file.read();
    assertThat(tokens.tokens()).singleElement().satisfies(this::isAnOperators);
    assertThat(tokens.find(tokens.tokens().get(0).secret())).isPresent();
    assertThat(tokens.find("")).isEmpty();
  }

  private void isAnOperators(Tokens.Token token) {
    assertThat(token.role()).isEqualTo(Role.OPERATOR);
    assertThat(token.secret()).hasSize(48);
    assertThat(token.toString()).doesNotContain(token.secret());
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

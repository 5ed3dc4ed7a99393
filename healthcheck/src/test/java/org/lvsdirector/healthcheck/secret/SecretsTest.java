package org.lvsdirector.healthcheck.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void readsASecretWithoutTheLinesEnd() throws IOException {
    assertThat(read("s3cret\n").text()).isEqualTo("s3cret");
    assertThat(read("s3cret\r\n").text()).isEqualTo("s3cret");
    assertThat(read("two\nlines\n\n").text()).isEqualTo("two\nlines\n");
    assertThat(read(" x ").text()).isEqualTo(" x ");
    assertThat(read("x".repeat(1024) + "\n").bytes()).hasSize(1024);
  }

  @Test
  void refusesWhatIsNoSecret() {
    assertThatThrownBy(() -> read("\n")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read("x".repeat(1025))).hasMessageContaining("more than 1024 bytes");
  }

  @Test
  void saysNothingOfItself() throws IOException {
    assertThat(read("s3cret")).hasToString("(secret)");
  }

  private Secret read(String content) throws IOException {
    return Secrets.load(Files.writeString(folder.resolve("secret"), content));
  }
}

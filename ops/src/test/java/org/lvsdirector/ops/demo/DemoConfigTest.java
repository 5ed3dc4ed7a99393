package org.lvsdirector.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.model.Endpoint;
import picocli.CommandLine.TypeConversionException;

class DemoConfigTest {
  @Test
  void bothConfigurationsAreFaultless() throws Exception {
    Path path;
    try (DemoFolder folder = DemoFolder.create(Places.any())) {
      path = folder.path();
      Config first = ConfigReader.read(folder.config("d1"));
      Config second = ConfigReader.read(folder.config("d2"));
      assertThat(first.services()).isEqualTo(second.services());
      assertThat(first.cluster().members()).isEqualTo(second.cluster().members()).hasSize(2);
      assertThat(first.vipGroups().get(0).priority())
          .isGreaterThan(second.vipGroups().get(0).priority());
    }
    assertThat(Files.exists(path)).isFalse();
  }

  @Test
  void takenPlacesAreReplacedAndNamed() throws Exception {
    Endpoint api = Places.usual().apis().get(0);
    try (ServerSocket taken = new ServerSocket(api.port(), 1, api.address())) {
      Places others = Places.usual();
      assertThat(others.apis().get(0).port()).isNotEqualTo(taken.getLocalPort());
      assertThat(others.notes()).anyMatch(note -> note.startsWith(api + " is taken; using"));
    }
  }

  @Test
  void timesHaveUnits() {
    assertThat(new Span().convert("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(new Span().convert("20s")).isEqualTo(Duration.ofSeconds(20));
    assertThat(new Span().convert("5m")).isEqualTo(Duration.ofMinutes(5));
    assertThatThrownBy(() -> new Span().convert("5"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("20s");
  }
}

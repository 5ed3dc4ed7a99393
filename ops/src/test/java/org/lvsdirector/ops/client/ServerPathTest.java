package org.lvsdirector.ops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.command.CommandFailure;

class ServerPathTest {
  @Test
  void serviceNamesMayHaveSlashes() throws Exception {
    assertThat(ServerPath.parse("a/b/10.0.0.1:80")).isEqualTo(new ServerPath("a/b", "10.0.0.1:80"));
    assertThat(ServerPath.parse("web/[::1]:80")).isEqualTo(new ServerPath("web", "[::1]:80"));
  }

  @Test
  void halvesAreRefusedWithTheForm() {
    for (String text : new String[] {"", "/", "web", "web/", "/10.0.0.1:80"}) {
      assertThatThrownBy(() -> ServerPath.parse(text))
          .as(text)
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("SERVICE/ADDRESS:PORT");
    }
  }
}

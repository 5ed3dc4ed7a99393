package org.lvsdirector.healthcheck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;
import org.lvsdirector.healthcheck.secret.Secret;

class RedisProbeTest {
  @Test
  void pings() {
    Script script = script(Optional.empty(), Optional.empty());
    assertThat(words(script.next())).isEqualTo("say *1\r\n$4\r\nPING\r\n");
    assertThat(words(script.next())).isEqualTo("await no answer to PING");
    assertThat(words(script.hears("+PO"))).isEqualTo("await no answer to PING");
    assertThat(words(script.hears("NG\r\n"))).isEqualTo("OK PONG");
  }

  @Test
  void logsInFirst() {
    Script script = script(Optional.of("ann"), Optional.of("sé"));
    assertThat(words(script.next()))
        .isEqualTo("say *3\r\n$4\r\nAUTH\r\n$3\r\nann\r\n$3\r\ns\u00c3\u00a9\r\n");
    assertThat(words(script.hears("+OK\r\n"))).isEqualTo("say *1\r\n$4\r\nPING\r\n");
    Script old = script(Optional.empty(), Optional.of("s"));
    assertThat(words(old.next())).isEqualTo("say *2\r\n$4\r\nAUTH\r\n$1\r\ns\r\n");
    assertThat(words(old.hears("-WRONGPASS no\r\n")))
        .isEqualTo("FAILED WRONGPASS no, in answer to AUTH");
  }

  @Test
  void takesErrorsForFailures() {
    Script script = script(Optional.empty(), Optional.empty());
    script.next();
    assertThat(words(script.hears("-LOADING Redis is loading the dataset in memory\r\n")))
        .isEqualTo("FAILED LOADING Redis is loading the dataset in memory, in answer to PING");
    Script other = script(Optional.empty(), Optional.empty());
    other.next();
    assertThat(words(other.hears("HTTP/1.1 400 Bad Request\r\n")))
        .isEqualTo("FAILED no Redis: HTTP/1.1 400 Bad Request");
  }

  private static Script script(Optional<String> user, Optional<String> password) {
    RedisProbe probe = new RedisProbe(user, Optional.empty(), Optional.empty());
    return new Script(
        probe.begin(password.map(it -> new Secret(it.getBytes(StandardCharsets.UTF_8)))));
  }
}

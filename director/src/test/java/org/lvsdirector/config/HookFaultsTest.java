package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HookFaultsTest {
  @Test
  void hooksAreReadWhole() throws Exception {
    List<HookConfig> hooks =
        Yaml.config(
                """
                notify:
                  - {exec: [/usr/bin/logger, -t, lvs], user: nobody, events: [server-down], retries: 0}
                  - {webhook: "https://hooks.example.com:8443/x?y=z", events: all}
                  - {exec: /bin/true}
                """)
            .hooks();
    assertThat(hooks.get(0).target())
        .isEqualTo(
            new HookConfig.Exec(List.of("/usr/bin/logger", "-t", "lvs"), Optional.of("nobody")));
    assertThat(hooks.get(0).wants("server-down")).isTrue();
    assertThat(hooks.get(0).wants("server-up")).isFalse();
    assertThat(hooks.get(1).target().name()).isEqualTo("webhook https://hooks.example.com:8443");
    assertThat(hooks.get(1).wants("anything")).isTrue();
    assertThat(hooks.get(2).wants("quorum-lost") && !hooks.get(2).wants("drain-progress")).isTrue();
  }

  @Test
  void hooksMakeSense() {
    assertThat(
            Yaml.faults(
                """
                notify:
                  - {exec: [/bin/true], webhook: "http://192.0.2.9/"}
                  - {events: [server-down]}
                  - {exec: [true]}
                  - {exec: []}
                  - {webhook: "http://192.0.2.9/", user: nobody}
                  - {exec: /bin/true, token-file: x, events: [server-dwn]}
                  - {webhook: "ftp://192.0.2.9/"}
                  - {exec: /bin/true, events: []}
                """))
        .containsExactly(
            "d1.yaml:2:34: notify[0].webhook: exec and webhook exclude each other; keep one",
            "d1.yaml:3:5: notify[1].exec: a hook needs exec, a program, or webhook, a URL",
            "d1.yaml:4:13: notify[2].exec[0]: must be an absolute path",
            "d1.yaml:5:12: notify[3].exec: is empty; write the program's path and its arguments",
            "d1.yaml:6:42: notify[4].user: goes with exec only",
            "d1.yaml:7:35: notify[5].token-file: goes with webhook only",
            "d1.yaml:7:47: notify[5].events[0]: \"server-dwn\" is no event; did you mean"
                + " server-down?",
            "d1.yaml:8:15: notify[6].webhook: \"ftp://192.0.2.9/\" is no URL of a web server; write"
                + " such as https://192.0.2.9/hook",
            "d1.yaml:9:31: notify[7].events: is empty; write all, or name some");
  }
}

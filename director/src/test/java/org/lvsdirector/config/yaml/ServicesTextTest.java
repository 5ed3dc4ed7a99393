package org.lvsdirector.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServicesTextTest {
  private static final String PLAIN =
      """
      node: d1  # this one
      services:
        # the shop
        - name: web
          address: 192.0.2.1:80  # behind the CDN
          servers:
            - {address: 192.0.2.11:80, weight: 1}  # old
            # bought in spring
            - address: 192.0.2.12:80
              state: up
        # mail
        - name: mail
          address: 192.0.2.1:25
          servers: [{address: "192.0.2.13:25"}, {address: 192.0.2.14:25}]

      # the API
      api:
        listen: 127.0.0.1:8480
      """;

  private static ServicesText plain() {
    return ServicesText.of(PLAIN);
  }

  @Test
  void serverIsAddedBehindTheLast() {
    assertThat(plain().withServer(0, "{address: 192.0.2.15:80}").text())
        .isEqualTo(PLAIN.replace("state: up\n", "state: up\n      - {address: 192.0.2.15:80}\n"));
    assertThat(plain().withServer(1, "{address: 192.0.2.15:25}").text())
        .isEqualTo(PLAIN.replace("14:25}]", "14:25}, {address: 192.0.2.15:25}]"));
  }

  @Test
  void serverIsTakenOutWithItsLinesOnly() {
    assertThat(plain().withoutServer(0, 0).text())
        .isEqualTo(PLAIN.replace("      - {address: 192.0.2.11:80, weight: 1}  # old\n", ""));
    assertThat(plain().withoutServer(0, 1).text())
        .isEqualTo(PLAIN.replace("      - address: 192.0.2.12:80\n        state: up\n", ""));
    assertThat(plain().withoutServer(1, 0).text())
        .isEqualTo(PLAIN.replace("{address: \"192.0.2.13:25\"}, ", ""));
    assertThat(plain().withoutServer(1, 1).text())
        .isEqualTo(PLAIN.replace(", {address: 192.0.2.14:25}", ""));
  }

  @Test
  void keyOfAServerIsWrittenWhereItStands() {
    assertThat(plain().withServerKey(0, 0, "weight", "7").text())
        .isEqualTo(PLAIN.replace("weight: 1}", "weight: 7}"));
    assertThat(plain().withServerKey(0, 1, "state", "drain").text())
        .isEqualTo(PLAIN.replace("state: up\n", "state: drain\n"));
  }

  @Test
  void keyThatAServerLacksIsAdded() {
    assertThat(plain().withServerKey(0, 0, "state", "drain").text())
        .isEqualTo(PLAIN.replace("weight: 1}", "weight: 1, state: drain}"));
    assertThat(plain().withServerKey(0, 1, "weight", "7").text())
        .isEqualTo(PLAIN.replace("        state: up\n", "        weight: 7\n        state: up\n"));
    assertThat(plain().withServerKey(1, 0, "weight", "7").text())
        .isEqualTo(PLAIN.replace("13:25\"}", "13:25\", weight: 7}"));
  }

  @Test
  void lastServerLeavesAnEmptyList() {
    ServicesText none = plain().withoutServer(0, 0).withoutServer(0, 0);
    assertThat(none.text()).contains("    servers: []\n").doesNotContain("192.0.2.12");
    assertThat(none.withServer(0, "{address: 192.0.2.15:80}").text())
        .contains("    servers: [{address: 192.0.2.15:80}]\n");
    assertThat(plain().withoutServer(1, 0).withoutServer(1, 0).text()).contains("servers: []\n");
  }

  @Test
  void serviceIsAddedBehindTheLast() {
    assertThat(plain().withService("{name: dns, address: 192.0.2.1:53}").text())
        .isEqualTo(PLAIN.replace("14:25}]\n", "14:25}]\n  - {name: dns, address: 192.0.2.1:53}\n"));
  }

  @Test
  void serviceIsTakenOutWithItsServers() {
    assertThat(plain().withoutService(1).text())
        .isEqualTo(PLAIN.replaceAll("(?s)  - name: mail.*14:25}]\n", ""));
    assertThat(plain().withoutService(0).text())
        .isEqualTo(PLAIN.replaceAll("(?s)  - name: web.*state: up\n", ""));
    assertThat(plain().withoutService(0).withoutService(0).text()).contains("services: []\n");
  }

  @Test
  void listsThatAreNotThereAreBegun() {
    assertThat(ServicesText.of("node: d1").withService("{name: a}").text())
        .isEqualTo("node: d1\nservices:\n  - {name: a}\n");
    assertThat(ServicesText.of("services:\nnode: d1\n").withService("{name: a}").text())
        .isEqualTo("services: [{name: a}]\nnode: d1\n");
    String bare = "services:\n- name: a\n  address: 1\n# end\n- {name: b}\nnode: d1\n";
    assertThat(ServicesText.of(bare).withServer(0, "{address: x}").text())
        .isEqualTo(bare.replace("address: 1\n", "address: 1\n  servers:\n    - {address: x}\n"));
    assertThat(ServicesText.of(bare).withServer(1, "{address: x}").text())
        .isEqualTo(bare.replace("{name: b}", "{name: b, servers: [{address: x}]}"));
  }

  @Test
  void otherLineBreaksAndLettersStay() {
    String text =
        "# Grüße 👋\r\nservices:\r\n  - name: a\r\n    servers:\r\n      - address: x\r\n";
    assertThat(ServicesText.of(text).withServer(0, "{address: y}").text())
        .isEqualTo(text + "      - {address: y}\r\n");
    String flow = "services: [{name: '👋', servers: [{address: x}]}]";
    assertThat(ServicesText.of(flow).withServer(0, "{address: y}").text())
        .isEqualTo(flow.replace("x}", "x}, {address: y}"));
  }

  @Test
  void whatIsTooManifoldIsRefused() {
    assertThatThrownBy(() -> ServicesText.of("a: [").text())
        .isInstanceOf(NotEditableException.class)
        .hasMessageContaining("it is no YAML");
    ServicesText odd = ServicesText.of("services: {name: a}\n");
    assertThatThrownBy(() -> odd.withoutService(0)).hasMessageContaining("is no list");
  }
}

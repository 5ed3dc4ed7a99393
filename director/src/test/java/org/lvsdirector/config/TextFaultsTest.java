package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be wrong with the text before any key is looked at, and with keys as such. */
class TextFaultsTest {
  @TempDir private Path folder;

  @Test
  void tabIsShownWhereItStands() {
    assertThat(Yaml.faults("cluster:\n\tport: 7800\n"))
        .containsExactly(
            "d1.yaml:2:1: this is not YAML: found character '\\t(TAB)' that cannot start any token."
                + " (Do not use \\t(TAB) for indentation) (while scanning for the next token)");
  }

  @Test
  void brokenSyntaxIsShownWhereItStands() {
    assertThat(Yaml.faults("node: d1\nsync: off: on\n"))
        .containsExactly("d1.yaml:2:10: this is not YAML: mapping values are not allowed here");
    assertThat(Yaml.faults("services: [{name: a\n"))
        .singleElement()
        .asString()
        .startsWith("d1.yaml:2:1: this is not YAML: expected ',' or '}'");
    assertThat(Yaml.faults("node: *nobody\n"))
        .containsExactly("d1.yaml:1:7: this is not YAML: found undefined alias nobody");
  }

  @Test
  void secondDocumentIsRefused() {
    assertThat(Yaml.faults("node: d1\n---\nnode: d2\n"))
        .singleElement()
        .asString()
        .startsWith("d1.yaml:2:1: this is not YAML: but found another document");
  }

  @Test
  void emptyFilesAreRefused() {
    String message =
        "d1.yaml: the file is empty; it needs keys such as \"cluster:\" or \"services:\"";
    for (String text : new String[] {"", "\n\n", "# nothing\n", "---\n", "~\n", "\ufeff"}) {
      assertThat(Yaml.faults(text)).containsExactly(message);
    }
  }

  @Test
  void fileOfOtherShapeIsRefused() {
    String rest = "the file must be made of keys and values, such as \"cluster:\" or \"services:\"";
    assertThat(Yaml.faults("\n- a\n- b\n")).containsExactly("d1.yaml:2:1: " + rest);
    assertThat(Yaml.faults("just words")).containsExactly("d1.yaml:1:1: " + rest);
  }

  @Test
  void controlCharacterIsShownWhereItStands() {
    assertThat(Yaml.faults("node: d1\nsync: o\u0007f\n"))
        .containsExactly("d1.yaml:2:8: character U+0007 is not allowed in YAML");
  }

  @Test
  void foreignEncodingIsShownWhereItStands() throws Exception {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "node: d1\n# Z\u00fcrich\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(catchThrowable(() -> ConfigReader.read(file)))
        .hasMessage(file + ":2:4: byte 0xfc is not UTF-8; save the file in that encoding");
  }

  @Test
  void depthBeyondReasonIsRefused() {
    assertThat(Yaml.faults("node: " + "[".repeat(5000)))
        .singleElement()
        .asString()
        .startsWith("d1.yaml: this is not YAML: Nesting Depth exceeded");
  }

  @Test
  void unknownKeysAreRefusedWithAGuess() {
    assertThat(Yaml.faults("clusters: {prot: 7800}\nsevrices: []\ncolour: red\n<<: {}\n"))
        .containsExactly(
            "d1.yaml:1:1: clusters: unknown key; did you mean cluster?",
            "d1.yaml:2:1: sevrices: unknown key; did you mean services?",
            "d1.yaml:3:1: colour: unknown key; here may stand node, cluster, dataplane,"
                + " netfilter, vip-groups, defaults, services, timeouts, api, on-stop, sync,"
                + " sync-interface, kernel-settings, state-dir, notify",
            "d1.yaml:4:1: \"<<\": merging with << is not supported; use defaults:");
    assertThat(Yaml.faults("cluster:\n  prot: 7800\n"))
        .containsExactly("d1.yaml:2:3: cluster.prot: unknown key; did you mean port?");
  }

  @Test
  void repeatedKeysAreRefused() {
    assertThat(Yaml.faults("sync: off\nnode: d1\nsync: kernel\n"))
        .containsExactly("d1.yaml:3:1: sync: this key is given twice, first on line 1");
    assertThat(Yaml.faults("api:\n  listen: {d1: '127.0.0.1:1', d1: '127.0.0.1:2'}\n"))
        .containsExactly("d1.yaml:2:31: api.listen.d1: this node is given twice");
  }

  @Test
  void keysMustBeWords() {
    assertThat(Yaml.faults("sync: off\n[a, b]: c\n"))
        .containsExactly("d1.yaml:2:1: a key must be a single word");
    assertThat(Yaml.faults("sync: off\n\"a\\eb\": c\n"))
        .singleElement()
        .asString()
        .startsWith("d1.yaml:2:1: \"a?b\": unknown key");
  }

  @Test
  void valuesOfTheWrongShapeAreRefused() {
    assertThat(
            Yaml.faults(
                """
                node:
                cluster: web
                vip-groups: {name: web}
                services: [web]
                sync: [off]
                on-stop: !x keep-rules
                defaults: {check: [tcp]}
                """))
        .containsExactly(
            "d1.yaml:1:6: node: has no value; give it one or remove the key",
            "d1.yaml:2:10: cluster: \"web\" does not belong here; write a section of keys",
            "d1.yaml:3:13: vip-groups: this does not belong here; write a list of sections",
            "d1.yaml:4:12: services[0]: \"web\" does not belong here; write a section of keys",
            "d1.yaml:5:7: sync: this does not belong here; write word, one of relay, kernel,"
                + " off",
            "d1.yaml:6:10: on-stop: the tag \"!x\" means nothing here",
            "d1.yaml:7:19: defaults.check: this does not belong here;"
                + " write a section of keys, or none");
  }

  @Test
  void everythingWrongIsToldAtOnceInOrder() {
    assertThat(
            Yaml.faults(
                """
                sync: sometimes
                services:
                  - {name: a, address: 192.0.2.1:80, forward: bridge}
                  - {name: b, scheduler: rrr, servers: [{weight: 70000}]}
                api: {listen: localhost:80}
                """))
        .containsExactly(
            "d1.yaml:1:7: sync: \"sometimes\" is not a way of connection sync; one of relay,"
                + " kernel, off",
            "d1.yaml:3:47: services[0].forward: \"bridge\" is not a forwarding method;"
                + " one of nat, dr, tun, fullnat",
            "d1.yaml:4:5: services[1]: a service needs an address, such as 192.0.2.1:80,"
                + " or a fwmark",
            "d1.yaml:4:26: services[1].scheduler: \"rrr\" is not a scheduler; did you mean rr?"
                + " One of rr, wrr, lc, wlc, fo, ovf, lblc, lblcr, dh, sh, mh, sed, nq, twos",
            "d1.yaml:4:41: services[1].servers[0].address: is required: address[:port],"
                + " port 1–65535",
            "d1.yaml:4:50: services[1].servers[0].weight: 70000 is out of range;"
                + " write a number from 0–65535",
            "d1.yaml:5:15: api.listen: \"localhost\" is not an address; names are not looked up;"
                + " write the number, such as 192.0.2.1 or 2001:db8::1");
  }
}

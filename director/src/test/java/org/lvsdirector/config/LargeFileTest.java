package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.yaml.YamlText;

class LargeFileTest {
  @TempDir private Path folder;

  @Test
  void twoThousandServicesOfTwentyServersReadQuickly() throws Exception {
    StringBuilder text = new StringBuilder("defaults: {check: &c {rise: 3}}\nservices:\n");
    for (int service = 0; service < 2000; service++) {
      text.append("- name: s").append(service).append("\n  address: 192.0.2.1:");
      text.append(1000 + service).append("\n  check: *c\n  servers:\n");
      for (int server = 0; server < 20; server++) {
        text.append("  - {address: 10.0.").append(service / 8).append('.').append(server);
        text.append(", weight: ").append(server).append("}\n");
      }
    }
    Config config = assertTimeout(Duration.ofSeconds(10), () -> Yaml.config(text.toString()));
    assertThat(config.services()).hasSize(2000).allMatch(it -> it.servers().size() == 20);
  }

  @Test
  void fileBeyondTheLimitIsRefusedUnread() throws Exception {
    Path file = folder.resolve("huge.yaml");
    Files.write(file, new byte[YamlText.LIMIT + 1]);
    assertThat(faultOf(file)).isEqualTo(file + ": the file is larger than 16 MiB");
  }

  @Test
  void fileThatIsMissingOrAFolderIsNamed() {
    Path none = folder.resolve("none.yaml");
    assertThat(faultOf(none)).isEqualTo(none + ": there is no such file");
    assertThat(faultOf(folder)).isEqualTo(folder + ": the file cannot be read: Is a directory");
  }

  @Test
  void aliasesThatStandForBillionsAreRefused() {
    StringBuilder text = new StringBuilder("services:\n- servers: &all\n");
    text.append("  - {address: 10.0.0.1}\n".repeat(1000));
    text.append("- servers: *all\n".repeat(5000));
    assertThat(assertTimeout(Duration.ofSeconds(10), () -> Yaml.faults(text.toString())))
        .contains("d1.yaml: the file stands for more than 250000 sections; use fewer aliases");
  }

  @Test
  void nestedAliasesAreNeverFollowedDeep() {
    StringBuilder text = new StringBuilder("node: &a0 [x, x]\n");
    for (int level = 1; level < 25; level++) {
      text.append("k: &a").append(level).append(" [");
      text.append("*a").append(level - 1).append(", *a").append(level - 1).append("]\n");
    }
    text.append("services: *a24\n");
    assertThat(assertTimeout(Duration.ofSeconds(2), () -> Yaml.faults(text.toString())))
        .contains(
            "d1.yaml:1:7: node: this does not belong here; write name,"
                + " 1–63 letters, digits, dots, dashes or underscores");
  }

  @Test
  void listThatContainsItselfIsRefused() {
    assertThat(Yaml.faults("services: &a [*a]\n"))
        .containsExactly("d1.yaml:1:15: this is not YAML: found alias a within what it stands for");
  }

  private static String faultOf(Path file) {
    try {
      return ConfigReader.read(file).toString();
    } catch (ConfigException e) {
      return e.getMessage();
    }
  }
}

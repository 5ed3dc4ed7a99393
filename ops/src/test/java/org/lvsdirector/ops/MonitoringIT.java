package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.ops.client.ApiClient;
import org.lvsdirector.web.TokensFile;

/** What {@code monitoring} holds for Prometheus and Grafana, by Prometheus' own tool. */
@Tag("lab")
class MonitoringIT {
  private static final Path MONITORING = Path.of("monitoring").toAbsolutePath();
  private static final Pattern NAME = Pattern.compile("\\b(lvsdirector|jvm|process)_\\w+");

  @TempDir Path folder;

  @Test
  void rulesAreSoundAndAlarmWhenTheyShould() throws Exception {
    promtool("check", "rules", MONITORING.resolve("alerts.yaml"));
    promtool("test", "rules", MONITORING.resolve("alerts-test.yaml"));
  }

  @Test
  void metricsAreWellNamedAndAllThatRulesAndDashboardUse() throws Exception {
    String scraped = scrape();
    Path file = Files.writeString(folder.resolve("metrics.txt"), scraped);
    try (Command lint =
        Command.startBy(
            Path.of("sh"), folder, "-c", "promtool check metrics < \"$0\" 2>&1", file)) {
      lint.await();
      assertThat(lint.output().lines().filter(line -> line.startsWith("lvsdirector_"))).isEmpty();
      assertThat(lint.output()).doesNotContain("error while");
    }
    Set<String> there =
        scraped
            .lines()
            .filter(line -> line.startsWith("# TYPE "))
            .map(line -> line.split(" ", 4)[2])
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : new String[] {"alerts.yaml", "grafana.json"}) {
      Set<String> used =
          NAME.matcher(Files.readString(MONITORING.resolve(name)))
              .results()
              .map(match -> match.group())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(used).hasSizeGreaterThan(10);
      assertThat(there).as(name).containsAll(used);
    }
  }

  /** Grafana's expressions as rules, with its variables filled in. */
  @Test
  void dashboardAsksWhatPrometheusUnderstands() throws Exception {
    JsonNode board = new ObjectMapper().readTree(MONITORING.resolve("grafana.json").toFile());
    StringBuilder rules = new StringBuilder("groups:\n- name: board\n  rules:\n");
    int count = 0;
    for (JsonNode expression : board.findValues("expr")) {
      String text =
          expression.asText().replace("$__rate_interval", "1m").replaceAll("\\$\\w+", "some");
      rules
          .append("  - record: board:expression")
          .append(++count)
          .append("\n    expr: ")
          .append(new ObjectMapper().writeValueAsString(text))
          .append('\n');
    }
    assertThat(count).isGreaterThan(15);
    promtool("check", "rules", Files.writeString(folder.resolve("board.yaml"), rules));
  }

  private String scrape() throws Exception {
    SingleNode node = new SingleNode(folder);
    try (Command run = Command.start(folder, "run", "--config", node.file)) {
      Until.holds(Duration.ofSeconds(30), node::isReady, run::output);
      String token = new TokensFile(folder.resolve("tokens.yaml")).localSecret().orElseThrow();
      URI api = URI.create("http://127.0.0.1:" + node.apiPort);
      return new ApiClient(api, Optional.of(token)).get("/metrics");
    }
  }

  private void promtool(Object... arguments) throws Exception {
    try (Command tool = Command.startBy(Path.of("promtool"), folder, arguments)) {
      assertThat(tool.await()).as(tool.output()).isZero();
    }
  }
}

package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.web.metrics.Metrics;
import org.lvsdirector.web.metrics.Reading;

class MetricsTest {
  private static final Pattern SERIES = Pattern.compile("(\\w+)(\\{[^}]*\\})? (\\S+)");

  @Test
  void nodeClusterServicesAndServersAreTold() throws Exception {
    FakeNode node = new FakeNode("d1");
    node.rows = List.of(Samples.service("web", "d1"));
    node.events.emit("server-down", "web/10.0.0.2:80", "was killed");
    try (Served api = new Served(node, Optional.empty(), false)) {
      node.events.emit("server-down", "web/10.0.0.2:80", "was killed again");
      HttpResponse<String> answer = api.get("/metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue(Metrics.TYPE);
      assertThat(answer.body().lines())
          .contains(
              "lvsdirector_ready 1",
              "lvsdirector_faults 1",
              "lvsdirector_rule_changes_total 7",
              "lvsdirector_cluster_epoch 7",
              "lvsdirector_cluster_coordinator 1",
              "lvsdirector_group_holding{group=\"web\"} 1",
              "lvsdirector_group_lease_left_seconds{group=\"web\"} 4.2",
              "lvsdirector_group_coverage_ratio{group=\"web\"} 1.0",
              "lvsdirector_group_master_info{group=\"web\",master=\"d1\"} 1",
              "lvsdirector_events_total{kind=\"server-down\"} 2",
              "lvsdirector_service_servers{service=\"web\"} 2",
              "lvsdirector_service_servers_up{service=\"web\"} 1",
              "lvsdirector_service_connections_total{service=\"web\"} 22",
              "lvsdirector_server_up{service=\"web\",server=\"10.0.0.1:80\"} 1",
              "lvsdirector_server_up{service=\"web\",server=\"10.0.0.2:80\"} 0",
              "lvsdirector_server_check_seconds{service=\"web\",server=\"10.0.0.1:80\"} 0.0015");
      assertThat(answer.body())
          .contains("jvm_memory_used_bytes{")
          .doesNotContain(
              "lvsdirector_server_check_seconds{service=\"web\",server=\"10.0.0.2:80\"");
    }
  }

  @Test
  void nodeWithTokensTellsOnlyWhoHasOne(@TempDir Path folder) throws Exception {
    Path tokens = folder.resolve("tokens.yaml");
    Files.writeString(tokens, "- {name: prom, token: viewer-token-0123456789, role: viewer}\n");
    Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
    try (Served api = new Served(Optional.of(tokens), false)) {
      assertThat(api.get("/metrics").statusCode()).isEqualTo(401);
      String token = "Bearer viewer-token-0123456789";
      assertThat(api.get("/metrics", "Authorization", token).statusCode()).isEqualTo(200);
      assertThat(api.get("/metrics", "Authorization", token, "Host-Of", "x").body())
          .contains("lvsdirector_ready");
    }
  }

  /** Whatever happens to servers adds no series, and who is gone from the configuration is gone. */
  @Test
  void numberOfSeriesDependsOnTheConfigurationAlone() {
    List<List<ServiceRow>> moments = new ArrayList<>();
    for (String condition : List.of("up", "draining", "drained", "disabled", "unchecked")) {
      ServerRow server = Samples.server("10.0.0.1:80", condition, "1");
      moments.add(List.of(Samples.service("web", "d1", List.of(server))));
    }
    Set<Integer> counts = new TreeSet<>();
    List<ServiceRow> now = new ArrayList<>();
    try (Metrics metrics = new Metrics(() -> reading(now))) {
      for (List<ServiceRow> moment : moments) {
        now.clear();
        now.addAll(moment);
        counts.add(own(metrics.scrape()).size());
      }
      assertThat(counts).hasSize(1);
      now.clear();
      assertThat(own(metrics.scrape())).noneMatch(series -> series.contains("service=\"web\""));
    }
  }

  /** The best of some scrapes: a machine that builds at the same time takes longer now and then. */
  @Test
  void twentyThousandServersTakeHalfASecondAtMost() {
    List<ServiceRow> rows = new ArrayList<>();
    for (int service = 0; service < 2000; service++) {
      List<ServerRow> servers = new ArrayList<>();
      for (int server = 0; server < 10; server++) {
        String address = "10.%d.%d.%d:80".formatted(service / 250, service % 250, server);
        servers.add(Samples.server(address, server == 3 ? "down" : "up", "1"));
      }
      rows.add(Samples.service("service-" + service, "d1", servers));
    }
    long best = Long.MAX_VALUE;
    try (Metrics metrics = new Metrics(() -> reading(rows))) {
      for (int i = 0; i < 30 && best > 450; i++) {
        long begun = System.nanoTime();
        String text = metrics.scrape();
        best = Math.min(best, (System.nanoTime() - begun) / 1_000_000);
        assertThat(text).contains("server=\"10.7.249.9:80\"");
      }
    }
    assertThat(best).as("milliseconds").isLessThan(500);
  }

  private static Reading reading(List<ServiceRow> rows) {
    return new Reading(
        Samples.brief("d1", "cafe"),
        Samples.sight("d1", List.of("d2")),
        rows,
        Map.of("master", 1L));
  }

  private static Set<String> own(String text) {
    return SERIES
        .matcher(text)
        .results()
        .map(it -> it.group(1) + (it.group(2) == null ? "" : it.group(2)))
        .filter(it -> it.startsWith("lvsdirector_"))
        .collect(Collectors.toSet());
  }
}

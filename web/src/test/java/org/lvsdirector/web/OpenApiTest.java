package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.Event;
import org.lvsdirector.SnatOwner;
import org.lvsdirector.Status;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.SyncStatus;

class OpenApiTest {
  @Test
  void describesEveryRouteAndNoOther() throws Exception {
    Set<String> described = new TreeSet<>();
    description()
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(described).isEqualTo(routes());
  }

  @Test
  void describesEveryComponentOfTheRecords() throws Exception {
    JsonNode schemas = description().get("components").get("schemas");
    Map<String, Class<?>> records =
        Map.ofEntries(
            Map.entry("Status", Status.class),
            Map.entry("Cluster", Status.ClusterStatus.class),
            Map.entry("Member", Status.MemberStatus.class),
            Map.entry("Group", Status.GroupStatus.class),
            Map.entry("Service", Status.ServiceStatus.class),
            Map.entry("Server", Status.ServerStatus.class),
            Map.entry("Sync", SyncStatus.class),
            Map.entry("SyncPeer", SyncStatus.PeerStatus.class),
            Map.entry("SnatUse", Status.SnatUse.class),
            Map.entry("SnatOwner", SnatOwner.class),
            Map.entry("Connection", ConnectionEntry.class),
            Map.entry("NodeAnswer", ConnectionAnswer.NodeAnswer.class),
            Map.entry("Drain", DrainStatus.class),
            Map.entry("Failover", FailoverReport.class),
            Map.entry("Event", Event.class),
            Map.entry("Problem", Problem.class));
    records.forEach((name, type) -> assertDescribed(schemas, name, type));
  }

  private static void assertDescribed(JsonNode schemas, String name, Class<?> type) {
    Set<String> described = new TreeSet<>();
    schemas.get(name).get("properties").fieldNames().forEachRemaining(described::add);
    assertThat(described)
        .as(name)
        .isEqualTo(
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static JsonNode description() throws Exception {
    try (var in = Routes.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static Set<String> routes() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Endpoint any = new Endpoint(Addresses.parse("127.0.0.1").orElseThrow(), 0);
      ApiConfig config = new ApiConfig(any, Optional.empty(), false);
      Access access = new Access(config, Optional::empty);
      return Routes.of(vertx, new FakeNode(), access).getRoutes().stream()
          .filter(route -> route.methods() != null)
          .flatMap(OpenApiTest::described)
          .collect(Collectors.toCollection(TreeSet::new));
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static Stream<String> described(Route route) {
    String path = route.getName().replaceAll(":(\\w+)", "{$1}");
    return route.methods().stream()
        .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path);
  }
}

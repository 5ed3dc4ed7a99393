package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ConfigChange;
import org.lvsdirector.DrainPlan;
import org.lvsdirector.Event;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
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
import org.lvsdirector.traffic.Load;
import org.lvsdirector.traffic.Series;

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
            Map.entry("SyncKnown", SyncStatus.Known.class),
            Map.entry("SyncPeer", SyncStatus.PeerStatus.class),
            Map.entry("SnatUse", Status.SnatUse.class),
            Map.entry("SnatOwner", SnatOwner.class),
            Map.entry("Connection", ConnectionEntry.class),
            Map.entry("NodeAnswer", ConnectionAnswer.NodeAnswer.class),
            Map.entry("Drain", DrainStatus.class),
            Map.entry("Failover", FailoverReport.class),
            Map.entry("Event", Event.class),
            Map.entry("Problem", Problem.class),
            Map.entry("Load", Load.class),
            Map.entry("Series", Series.class),
            Map.entry("DrainPlan", DrainPlan.class),
            Map.entry("ConfigChange", ConfigChange.class),
            Map.entry("ServerSettings", ConfigChange.Settings.class),
            Map.entry("ServiceRow", ServiceRow.class),
            Map.entry("ServerRow", ServerRow.class),
            Map.entry("ServiceDetail", ServiceDoc.class),
            Map.entry("ServerDetail", ServerDoc.class),
            Map.entry("Transition", ServerDoc.Transition.class),
            Map.entry("Sight", ServerDoc.Sight.class),
            Map.entry("ClusterDetail", ClusterDoc.class),
            Map.entry("GroupDetail", ClusterDoc.GroupDoc.class),
            Map.entry("NodeFault", ClusterDoc.FaultDoc.class),
            Map.entry("MemberDetail", MemberView.class),
            Map.entry("GroupBrief", Brief.GroupBrief.class),
            Map.entry("Process", ProcessUse.class),
            Map.entry("Quorum", ClusterSight.QuorumSight.class),
            Map.entry("Candidate", ClusterSight.Candidate.class),
            Map.entry("Session", SessionApi.SessionDoc.class),
            Map.entry("PeerKey", SessionApi.PeerKey.class));
    records.forEach((name, type) -> assertDescribed(schemas, name, type));
  }

  private static void assertDescribed(JsonNode schemas, String name, Class<?> type) {
    Set<String> described = new TreeSet<>();
    schemas.get(name).get("properties").fieldNames().forEachRemaining(described::add);
    assertThat(described)
        .as(name)
        .isEqualTo(components(type).collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Stream<String> components(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(
            each ->
                each.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? components(each.getType())
                    : Stream.of(each.getName()));
  }

  @Test
  void whatIsAnsweredIsWhatIsDescribed() throws Exception {
    SchemaCheck check = new SchemaCheck(description());
    FakeNode d1 = new FakeNode("d1");
    d1.rows =
        List.of(
            Samples.service("web", "d1"),
            Samples.service("dns", "d1", List.of(Samples.server("10.0.0.3:53", "draining", "3"))));
    FakeNode d2 = new FakeNode("d2");
    FakeNode.join(d1, d2);
    d1.events.emit("server-down", "web/10.0.0.2:80", "was killed");
    d1.over.complete(new ConnectionAnswer(List.of(), 0, ""));
    try (Served api = new Served(d1, Optional.empty(), true);
        Served other = new Served(d2, Optional.empty(), true)) {
      Map<String, String> examples =
          Map.of(
              "{service}", "web",
              "{server}", "10.0.0.2:80",
              "{address}", "192.0.2.11",
              "{port}", "40001");
      for (var path : description().get("paths").properties()) {
        JsonNode schema = path.getValue().at("/get/responses/200/content/application~1json/schema");
        if (!schema.isMissingNode()) {
          String asked = path.getKey();
          for (var example : examples.entrySet()) {
            asked = asked.replace(example.getKey(), example.getValue());
          }
          var answer = api.get(asked.endsWith("/events") ? asked + "?follow=false&after=0" : asked);
          assertThat(answer.statusCode()).as(asked).isEqualTo(200);
          check.matches(asked, schema, new ObjectMapper().readTree(answer.body()));
        }
      }
      var problem = api.get("/api/v1/services/nobody");
      check.matches(
          "problem",
          description().at("/components/schemas/Problem"),
          new ObjectMapper().readTree(problem.body()));
      assertThat(other.node.name).isEqualTo("d2");
    }
    assertThat(check.compared()).as("values compared").isGreaterThan(300);
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
      Services services =
          new Services(
              vertx,
              new FakeNode(),
              config,
              Optional::empty,
              new Sessions(InstantSource.system()),
              () -> "");
      return Routes.of(vertx, services, new Guard(vertx, 1000, 0)).getRoutes().stream()
          .filter(route -> route.methods() != null && !isThePage(route.getName()))
          .flatMap(OpenApiTest::described)
          .collect(Collectors.toCollection(TreeSet::new));
    } finally {
      vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static boolean isThePage(String path) {
    return path.equals("/") || path.equals("/ui/");
  }

  private static Stream<String> described(Route route) {
    String path = route.getName().replaceAll(":(\\w+)", "{$1}");
    return route.methods().stream()
        .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path);
  }
}

package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.model.AdminState;

/** What operators add and remove, on two directors. */
class ChangesTest {
  private static final String RS3 = "127.0.61.3";

  @TempDir Path folder;
  private Pair pair;

  @BeforeEach
  void start() throws Exception {
    pair = new Pair(folder);
    startBoth();
  }

  private void startBoth() throws Exception {
    pair.start("d1", 150);
    pair.start("d2", 100);
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " sees both", () -> pair.director(node).picture().reports().size() == 2);
    }
  }

  @AfterEach
  void close() throws Exception {
    pair.close();
  }

  private List<String> servers(String node, String service) {
    return pair.director(node).status().services().stream()
        .filter(it -> it.name().equals(service))
        .flatMap(it -> it.servers().stream())
        .map(Status.ServerStatus::address)
        .toList();
  }

  private String at(String address) {
    return address + ":" + pair.port;
  }

  @Test
  void addedAndRemovedIsOnBothAndOutlivesThem() throws Exception {
    Changes d2 = pair.director("d2").changes();
    String more = "{address: \"%s\", weight: 4}".formatted(at(RS3));
    assertThat(Pair.done(d2.addServer("web", more))).isEqualTo(at(RS3));
    Pair.done(pair.director("d1").changes().removeServer("web", at(Pair.RS1)));
    List<String> now = List.of(at(Pair.RS2), at(RS3));
    Pair.done(d2.setServer("web", at(RS3), ServerChange.state(AdminState.DRAIN)));
    String second =
        "{name: two, address: \"127.0.60.1:%d\", forward: nat, servers: [{address: \"%s\"}]}"
            .formatted(pair.port, at(Pair.RS2))
            .replace("60.1", "60.9");
    assertThat(Pair.done(d2.addService(second))).isEqualTo("two");
    for (String node : List.of("d1", "d2")) {
      Pair.await(node + " has the servers", () -> servers(node, "web").equals(now));
      Pair.await(node + " has the service", () -> servers(node, "two").size() == 1);
      assertThat(pair.director(node).views().configChanges())
          .extracting(ConfigChange::service, ConfigChange::server, ConfigChange::edited)
          .containsExactlyInAnyOrder(
              tuple("web", at(RS3), "added"),
              tuple("web", at(Pair.RS1), "removed"),
              tuple("two", "", "added"));
    }
    pair.stop("d2");
    pair.stop("d1");
    startBoth();
    assertThat(servers("d1", "web")).isEqualTo(now);
    assertThat(servers("d2", "two")).hasSize(1);
    Pair.done(pair.director("d1").changes().removeService("two"));
    Pair.await("d2 is without it", () -> servers("d2", "two").isEmpty());
    Pair.await("d2 is sound", () -> pair.director("d2").status().faults().isEmpty());
  }

  @Test
  void whatMakesNoSoundConfigurationIsRefused() throws Exception {
    Changes d1 = pair.director("d1").changes();
    assertThatThrownBy(() -> Pair.done(d1.addServer("web", "{address: nonsense}")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("services[0].servers[2].address");
    assertThatThrownBy(
            () -> Pair.done(d1.addServer("web", "{address: \"%s\"}".formatted(at(Pair.RS1)))))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Pair.done(d1.addServer("none", "{address: 127.0.0.1}")))
        .hasMessageContaining("no service is named none");
    assertThatThrownBy(() -> Pair.done(d1.addService("{name: web, address: \"127.0.60.1:1\"}")))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> Pair.done(d1.removeServer("web", "127.0.0.1:1")))
        .hasMessageContaining("has no server");
    assertThat(servers("d1", "web")).hasSize(2);
    assertThat(pair.director("d1").views().configChanges()).isEmpty();
  }
}

package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.DrainOrder.Leftovers;
import org.lvsdirector.model.DrainOrder.Templates;
import org.lvsdirector.model.DrainOrder.Then;

/** How servers are drained, and orders that contradict themselves. */
class DrainFaultsTest {
  private static String service(String protocol, String drain) {
    return """
        services:
          - name: a
            address: 192.0.2.1:53
            protocol: %s
            check: none
            servers: [{address: 192.0.2.2, state: drain, drain: %s}]
        """
        .formatted(protocol, drain);
  }

  @Test
  void anOrderIsReadKeyByKey() throws Exception {
    String drain = "{deadline: 5m, then: remove, leftovers: move, templates: respect, rate: 7}";
    assertThat(Yaml.config(service("udp", drain)).services().get(0).servers().get(0).drain())
        .isEqualTo(
            new DrainOrder(
                Optional.of(Duration.ofMinutes(5)),
                Then.REMOVE,
                Leftovers.MOVE,
                Templates.RESPECT,
                7));
  }

  @Test
  void withoutADeadlineNothingIsLeftOver() {
    assertThat(Yaml.faults(service("tcp", "{leftovers: kill}")))
        .isEqualTo(
            List.of(
                "d1.yaml:6:69: services[0].servers[0].drain.leftovers: leftovers: kill needs a"
                    + " deadline; without one no connection is ever left over"));
  }

  @Test
  void onlyDatagramsCanMove() {
    assertThat(Yaml.faults(service("tcp", "{deadline: 1s, leftovers: move}")))
        .singleElement()
        .asString()
        .contains("move is for udp");
    assertThat(Yaml.faults(service("udp", "{deadline: 1s, leftovers: move}"))).isEmpty();
  }
}

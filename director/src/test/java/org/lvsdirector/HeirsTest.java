package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.GroupReport;
import org.lvsdirector.cluster.Mandates;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.config.Role;

class HeirsTest {
  private static final Set<String> WEB = Set.of("web");

  private final Map<String, NodeReport> reports = new HashMap<>();

  @Test
  void waitsForSomebodyWhoHasTheConnections() {
    report("d1", true, 1, false);
    report("d2", true, 0.34, false);
    assertThat(lacking()).contains("nobody has more than 34.0 % of the connections of web yet");
    report("d3", true, 0.9995, false);
    assertThat(lacking()).isEmpty();
  }

  @Test
  void doesNotWaitForThoseWhoCanNotTakeOver() {
    assertThat(lacking()).isEmpty();
    report("d2", false, 0, false);
    report("d3", true, 0, true);
    assertThat(lacking()).isEmpty();
    report("d2", true, 0, false);
    assertThat(lacking()).isPresent();
    assertThat(Heirs.lacking("d1", Set.of(), reports)).as("holds nothing").isEmpty();
    assertThat(Heirs.lacking("d1", Set.of("mail"), reports)).as("only here").isEmpty();
  }

  private Optional<String> lacking() {
    return Heirs.lacking("d1", WEB, reports);
  }

  private void report(String node, boolean able, double coverage, boolean leaving) {
    GroupReport group =
        new GroupReport(
            100,
            false,
            able,
            able ? "" : "starting",
            1,
            Optional.empty(),
            OptionalLong.empty(),
            coverage);
    reports.put(
        node,
        new NodeReport(
            node, Role.DIRECTOR, Map.of("web", group), Mandates.NONE, Map.of(), leaving, 1));
  }
}

package org.lvsdirector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolCountersTest {
  private static final List<String> V4 =
      List.of(
          "Ip: Forwarding DefaultTTL",
          "Ip: 1 64",
          "Tcp: RtoAlgorithm MaxConn InErrs OutRsts InCsumErrors",
          "Tcp: 1 -1 0 4711 0",
          "Udp: InDatagrams NoPorts InErrors",
          "Udp: 100 12 0");
  private static final List<String> V6 =
      List.of("Udp6InDatagrams                 \t7", "Udp6NoPorts                     \t5");

  @Test
  void theKernelsTextIsUnderstood() throws Exception {
    assertThat(ProtocolCounters.parse(V4, V6)).isEqualTo(new ProtocolCounters(4711, 17));
    assertThat(ProtocolCounters.parse(V4, List.of())).isEqualTo(new ProtocolCounters(4711, 12));
  }

  @Test
  void whatIsMissingIsNamed() {
    for (int kept = 0; kept < V4.size(); kept++) {
      List<String> less = V4.subList(0, kept);
      assertThatThrownBy(() -> ProtocolCounters.parse(less, V6)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(
            () -> ProtocolCounters.parse(List.of("Udp: NoPorts", "Udp: many"), List.of()))
        .hasMessageContaining("many");
  }

  @Test
  void thisMachineCounts() throws Exception {
    ProtocolCounters first = ProtocolCounters.read();
    ProtocolCounters since = ProtocolCounters.read().since(first);
    assertThat(first.tcpResets()).isNotNegative();
    assertThat(since.tcpResets()).isNotNegative();
  }
}

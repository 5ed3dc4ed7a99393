package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.message.SyncEntry;

class FarewellsTest {
  private static final long SECOND = 1_000_000_000;

  private final Farewells<String> farewells = new Farewells<>();

  private static boolean here(InetAddress address) {
    return true;
  }

  private static boolean elsewhere(InetAddress address) {
    return false;
  }

  private static SyncEntry client(int port) {
    Endpoint vip = Endpoint.parse("172.16.1.111:80").orElseThrow();
    Endpoint client = Endpoint.parse("10.0.0.1:" + port).orElseThrow();
    return new SyncEntry(6, 1, 6, client, vip, vip, 0, 3, SyncEntry.NO_OPTIONS);
  }

  @Test
  void theOneThatHasTheAddressResetsAtOnce() {
    assertThat(farewells.due("rs1", List.of(client(1)), FarewellsTest::here, 0))
        .containsExactly(client(1));
    assertThat(farewells.waiting("rs1")).isZero();
  }

  @Test
  void whoTakesTheAddressOverAfterTheDeadlineResetsThen() {
    assertThat(farewells.due("rs1", List.of(client(1)), FarewellsTest::elsewhere, 0)).isEmpty();
    assertThat(farewells.due("rs1", List.of(client(2)), FarewellsTest::elsewhere, SECOND))
        .isEmpty();
    assertThat(farewells.waiting("rs1")).isEqualTo(2);
    assertThat(farewells.due("rs2", List.of(), FarewellsTest::here, 2 * SECOND))
        .as("another's")
        .isEmpty();
    assertThat(farewells.due("rs1", List.of(client(3)), FarewellsTest::here, 2 * SECOND))
        .containsExactly(client(1), client(2), client(3));
    assertThat(farewells.due("rs1", List.of(), FarewellsTest::here, 3 * SECOND))
        .as("once")
        .isEmpty();
  }

  @Test
  void aBackupThatStaysOneForgets() {
    assertThat(farewells.due("rs1", List.of(client(1)), FarewellsTest::elsewhere, 0)).isEmpty();
    assertThat(farewells.due("rs1", List.of(client(2)), FarewellsTest::elsewhere, 5 * SECOND))
        .isEmpty();
    assertThat(farewells.due("rs1", List.of(), FarewellsTest::elsewhere, 10 * SECOND)).isEmpty();
    assertThat(farewells.waiting("rs1")).isEqualTo(1);
    assertThat(farewells.due("rs1", List.of(), FarewellsTest::elsewhere, 15 * SECOND)).isEmpty();
    assertThat(farewells.waiting("rs1")).isZero();
  }

  @Test
  void thoseOfADrainThatWasTakenBackAreForgottenToo() {
    assertThat(farewells.due("rs1", List.of(client(1)), FarewellsTest::elsewhere, 0)).isEmpty();
    assertThat(farewells.due("rs2", List.of(), FarewellsTest::elsewhere, 10 * SECOND)).isEmpty();
    assertThat(farewells.waiting("rs1")).isZero();
  }
}

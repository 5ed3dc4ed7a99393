package org.lvsdirector.realserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.model.Addresses;

class RealServerHostTest {
  private static final String IGNORE = "sysctl net.ipv4.conf.all.arp_ignore";
  private static final List<Use> BOTH = List.of(use("tun 10.0.0.1"), use("dr 10.0.0.1"));

  @TempDir Path folder;
  private final MemoryMachine machine = new MemoryMachine();
  private Path file;
  private RealServerHost host;

  @BeforeEach
  void setUp() {
    file = folder.resolve("run/realserver");
    host = new RealServerHost(machine, file);
  }

  @Test
  void whoeverIsKilledAnywhereCanStartAgainAndStop() throws Exception {
    int steps = host.start(BOTH).changes().size();
    host.stop(use -> true);
    for (int step = 0; step < steps; step++) {
      machine.dieAt = machine.writes + step;
      assertThatThrownBy(() -> host.start(BOTH)).isInstanceOf(MemoryMachine.Killed.class);
      machine.dieAt = -1;
      host.start(BOTH);
      assertAllRight();

      machine.dieAt = machine.writes + step;
      assertThatThrownBy(() -> host.stop(use -> true)).isInstanceOf(MemoryMachine.Killed.class);
      machine.dieAt = -1;
      host.stop(use -> true);
      assertThat(machine.touched()).as("killed at step %d", step).isEmpty();
      assertThat(folder.resolve("run")).isEmptyDirectory();
    }
  }

  @Test
  void aKilledStartCanBeStopped() throws Exception {
    machine.dieAt = 4;
    assertThatThrownBy(() -> host.start(BOTH)).isInstanceOf(MemoryMachine.Killed.class);
    assertThat(machine.touched()).hasSize(4);
    machine.dieAt = -1;
    assertThat(host.stop(use -> true).uses()).containsExactly(BOTH.get(0));
    assertThat(machine.touched()).isEmpty();
  }

  @Test
  void whatWasThereStays() throws Exception {
    machine.states.putAll(Map.of(IGNORE, "2", "address 10.0.0.1/32 on lo", "present"));
    Map<String, String> before = Map.copyOf(machine.states);
    host.start(List.of(use("dr 10.0.0.1"), use("dr 10.0.0.2")));
    host.start(List.of(use("dr 10.0.0.1")));
    assertThat(machine.states).containsEntry(IGNORE, "1");
    host.stop(use -> true);
    assertThat(machine.touched()).isEqualTo(before);
  }

  @Test
  void whatIsSharedGoesWithTheLast() throws Exception {
    host.start(List.of(use("dr 10.0.0.1")));
    host.start(List.of(use("dr 10.0.0.2")));
    host.stop(use -> use.vip().equals(Addresses.parse("10.0.0.1").orElseThrow()));
    assertThat(machine.touched())
        .containsEntry(IGNORE, "1")
        .containsEntry("address 10.0.0.2/32 on lo", "present")
        .doesNotContainKey("address 10.0.0.1/32 on lo");
    host.stop(use -> true);
    assertThat(machine.touched()).isEmpty();
  }

  @Test
  void aRefusedStartLeavesWhatWasStartedBeforeAndNothingElse() throws Exception {
    host.start(List.of(use("dr 10.0.0.1")));
    Map<String, String> before = machine.touched();
    machine.refused = "address 10.0.0.3/32 on lo";
    assertThatThrownBy(() -> host.start(List.of(use("dr 10.0.0.2"), use("dr 10.0.0.3"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("10.0.0.3");
    assertThat(machine.touched()).isEqualTo(before);
    assertThat(host.started()).containsExactly(use("dr 10.0.0.1"));
  }

  @Test
  void aRefusedStopDoesTheRestAndTriesAgain() throws Exception {
    host.start(List.of(use("dr 10.0.0.1")));
    machine.refused = "address 10.0.0.1/32 on lo";
    assertThatThrownBy(() -> host.stop(use -> true)).hasMessageContaining("10.0.0.1/32");
    assertThat(machine.touched()).containsOnlyKeys("address 10.0.0.1/32 on lo");
    machine.refused = "";
    host.stop(use -> true);
    assertThat(machine.touched()).isEmpty();
  }

  @Test
  void statusComparesWhetherStartedOrNot() throws Exception {
    host.start(List.of(use("dr 10.0.0.1")));
    machine.states.put(IGNORE, "0");
    assertThat(host.status(List.of(use("dr 10.0.0.1"))))
        .filteredOn(finding -> !finding.ok())
        .extracting(Finding::toString)
        .containsExactly("wrong  " + IGNORE + ": 0, should be 1");
  }

  @Test
  void aFileThatIsNotOursIsNotTouched() throws Exception {
    Files.createDirectories(file.getParent());
    for (String text :
        List.of(
            "root:x:0\n",
            "lvs-director realserver 1\nuse dr 10.0.0.300\n",
            "lvs-director realserver 1\nfound 0 sysctl ../../x\n",
            "lvs-director realserver 1\nfound absent link eth0\n",
            "lvs-director realserver 1\nfound absent address 10.0.0.1/24 on lo\n")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> host.stop(use -> true)).hasMessageContaining(file + " line ");
      assertThat(file).hasContent(text);
    }
    assertThat(machine.writes).isZero();
  }

  @Test
  void aLockOfAProcessThatIsGoneDoesNotHold() throws Exception {
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(folder.resolve("run/realserver.lock"), Path.of("999999999"));
    assertThat(host.started()).isEmpty();
  }

  private void assertAllRight() throws IOException {
    assertThat(host.status(BOTH)).hasSizeGreaterThan(10).allMatch(Finding::ok);
  }

  private static Use use(String text) {
    return Use.parse(text).orElseThrow();
  }
}

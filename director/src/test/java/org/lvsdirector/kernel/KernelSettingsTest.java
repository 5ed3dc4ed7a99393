package org.lvsdirector.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.config.Treatment;

class KernelSettingsTest {
  private static final Sysctl FORWARD = new Sysctl("net/ipv4/ip_forward");
  private static final Sysctl THRESHOLD = Sysctl.vs("sync_threshold");

  @TempDir private Path root;
  private final List<String> events = new ArrayList<>();
  private KernelSettings settings;

  @BeforeEach
  void freshKernel() throws IOException {
    kernel(FORWARD, "0");
    kernel(THRESHOLD, "3\t50");
    settings =
        new KernelSettings(
            new Sysctls(root),
            (kind, subject, text) -> events.add(kind + " " + subject + ": " + text));
  }

  @Test
  void appliesWhatItMayOnceAndSaysFromWhatToWhat() throws IOException {
    List<Setting> wanted =
        List.of(
            new Setting(FORWARD, List.of("1"), Treatment.APPLY, "answers are dropped"),
            new Setting(THRESHOLD, List.of("0 0"), Treatment.APPLY, "backups learn too late"));
    settings.turn(wanted);
    settings.turn(wanted);
    assertThat(kernel(FORWARD)).isEqualTo("1");
    assertThat(kernel(THRESHOLD)).isEqualTo("0 0");
    assertThat(events)
        .containsExactly(
            "kernel-setting-applied net.ipv4.ip_forward: 0 -> 1: otherwise answers are dropped",
            "kernel-setting-applied net.ipv4.vs.sync_threshold: 3 50 -> 0 0: otherwise backups"
                + " learn too late");
    assertThat(settings.faults()).isEmpty();
  }

  @Test
  void repairsDriftAndSaysSo() throws IOException {
    List<Setting> wanted = List.of(forward(Treatment.APPLY));
    settings.turn(wanted);
    kernel(FORWARD, "0");
    settings.turn(wanted);
    assertThat(kernel(FORWARD)).isEqualTo("1");
    assertThat(events).hasSize(2);
    assertThat(events.get(1))
        .isEqualTo(
            "kernel-setting-repaired net.ipv4.ip_forward: 0 -> 1, changed by someone else:"
                + " otherwise answers are dropped");
  }

  @Test
  void onlyReportsWhatIsNotItsOwnUntilItIsRight() throws IOException {
    List<Setting> wanted = List.of(forward(Treatment.REPORT));
    settings.turn(wanted);
    settings.turn(wanted);
    String fault = "is 0, must be 1: answers are dropped; sysctl -w net.ipv4.ip_forward=1";
    assertThat(kernel(FORWARD)).isEqualTo("0");
    assertThat(settings.faults()).containsExactly("net.ipv4.ip_forward " + fault);
    assertThat(events).containsExactly("kernel-setting-wrong net.ipv4.ip_forward: " + fault);

    kernel(FORWARD, "1");
    settings.turn(wanted);
    assertThat(settings.faults()).isEmpty();
    assertThat(events.get(1)).startsWith("kernel-setting-ok net.ipv4.ip_forward");
  }

  @Test
  void whatTheKernelLacksIsAFault() {
    settings.turn(
        List.of(
            new Setting(
                Sysctl.vs("conntrack"), List.of("1"), Treatment.APPLY, "no source is rewritten")));
    assertThat(settings.faults())
        .containsExactly(
            "net.ipv4.vs.conntrack does not exist in this kernel, must be 1: no source is"
                + " rewritten; sysctl -w net.ipv4.vs.conntrack=1");
  }

  @Test
  void refusedWriteIsAFaultWithWhatToDo() throws IOException {
    Files.delete(root.resolve(FORWARD.path()));
    Files.createDirectory(root.resolve(FORWARD.path()));
    settings.turn(List.of(forward(Treatment.APPLY)));
    assertThat(settings.faults()).hasSize(1);
    assertThat(settings.faults().get(0))
        .startsWith("net.ipv4.ip_forward must be 1: answers are dropped; ")
        .endsWith("or run: sysctl -w net.ipv4.ip_forward=1");
  }

  @Test
  void interfaceHasTheGreaterOfItsOwnValueAndThatOfAll() throws IOException {
    Sysctl own = Sysctl.ipv4Conf("eth0", "rp_filter");
    Sysctls sysctls = new Sysctls(root);
    assertThat(sysctls.read(own)).isEmpty();
    kernel(own, "0");
    kernel(Sysctl.ipv4Conf("all", "rp_filter"), "1");
    assertThat(sysctls.read(own)).contains("1");
    kernel(own, "2");
    assertThat(sysctls.read(own)).contains("2");
  }

  private static Setting forward(Treatment treatment) {
    return new Setting(FORWARD, List.of("1"), treatment, "answers are dropped");
  }

  private String kernel(Sysctl sysctl) throws IOException {
    return Files.readString(root.resolve(sysctl.path())).strip();
  }

  private void kernel(Sysctl sysctl, String value) throws IOException {
    Path file = root.resolve(sysctl.path());
    Files.createDirectories(file.getParent());
    Files.writeString(file, value + "\n");
  }
}

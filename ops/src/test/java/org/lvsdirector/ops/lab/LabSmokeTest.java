package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class LabSmokeTest {

  @Test
  void aGuestForwardsByIpvsAndBearsEveryFault() {
    Path folder;
    long pid;
    try (Lab lab = Lab.open()) {
      folder = lab.folder();
      pid = lab.pid();
      Guest guest = lab.guest("d1", 134).boot();
      RealServer rs1 = lab.realServer("rs1", 135).directRouting(Lab.VIP);
      RealServer rs2 = lab.realServer("rs2", 136).directRouting(Lab.VIP);
      Namespace client = lab.namespace("client", 200);
      ArpWatch arp = lab.watchArp();
      guest.awaitUp();

      assertThat(guest.ok("head -1 /proc/net/ip_vs")).contains("IP Virtual Server");
      assertThat(guest.run("echo out; echo err >&2; exit 3"))
          .isEqualTo(new Output(3, "out\nerr\n"));

      forward(guest, rs1, rs2);
      assertThat(client.get("http://" + Lab.VIP + "/")).isIn("RS1", "RS2");
      assertThat(client.get("http://" + Lab.VIP + "/")).isIn("RS1", "RS2");
      Await.until(
          "the guest's ARP is seen",
          Duration.ofSeconds(5),
          () -> arp.seen().stream().anyMatch(a -> a.mac().equals(guest.mac())));

      rs2.kill();
      rs2.start();
      faults(guest, client);
      guest.boot().awaitUp();
      guest.halt();
      assertThat(guest.isOn()).isFalse();
    }
    assertThat(folder).doesNotExist();
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  private static void forward(Guest guest, RealServer rs1, RealServer rs2) {
    guest.ok(
        """
        set -e
        ip addr add %1$s/32 dev vec0
        ipvsadm -A -t %1$s:80 -s rr
        ipvsadm -a -t %1$s:80 -r %2$s:80 -g
        ipvsadm -a -t %1$s:80 -r %3$s:80 -g
        """
            .formatted(Lab.VIP, rs1.address(), rs2.address()));
  }

  private static void faults(Guest guest, Namespace client) {
    assertThat(reaches(client)).isTrue();
    guest.freeze();
    assertThat(reaches(client)).isFalse();
    guest.thaw();
    Await.until("thawed", Duration.ofSeconds(10), () -> reaches(client));
    guest.unplug();
    assertThat(reaches(client)).isFalse();
    assertThat(guest.ok("echo here")).isEqualTo("here");
    guest.plug();
    Await.until("plugged", Duration.ofSeconds(10), () -> reaches(client));
    guest.powerCut();
    assertThat(guest.isOn()).isFalse();
    assertThat(reaches(client)).isFalse();
  }

  private static boolean reaches(Namespace client) {
    return client.get("http://" + Lab.VIP + "/").startsWith("RS");
  }
}

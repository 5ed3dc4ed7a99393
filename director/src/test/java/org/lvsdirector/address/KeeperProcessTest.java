package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.netlink.Namespace.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.lvsdirector.netlink.FrameCapture;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.RtNetlink;

/** A keeper's process that is killed, and one that is stopped, on the kernel of this machine. */
class KeeperProcessTest {
  private static void awaitNone(Duration limit) throws IOException {
    long start = System.nanoTime();
    try (KernelAddressTable table = KernelAddressTable.open()) {
      while (!table.held("v0", Set.of(KeeperProcess.VIP)).isEmpty()) {
        assertThat(System.nanoTime() - start)
            .as("the VIP is still there")
            .isLessThan(limit.toNanos());
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    System.err.println("gone after ms " + (System.nanoTime() - start) / 1000000);
  }

  @Test
  void theAddressOfAKilledProcessExpires() throws Exception {
    Namespace.run(
        () -> {
          Duration lease = Duration.ofSeconds(2);
          try (KeeperProcess keeper = new KeeperProcess(lease)) {
            keeper.await("held web 1");
          }
          awaitNone(lease.plusMillis(1500));
        });
  }

  @Test
  void aProcessThatWasStoppedDropsBeforeItAnnounces() throws Exception {
    Namespace.run(
        () -> {
          try (KeeperProcess keeper = new KeeperProcess(Duration.ofSeconds(30));
              FrameCapture arp = FrameCapture.open(0x0806);
              RtNetlink netlink = RtNetlink.open()) {
            int peer = netlink.link("v1").orElseThrow().index();
            keeper.await("held web 1");
            command("kill", "-STOP", keeper.pid());
            assertThat(arp.drain(peer, Duration.ofSeconds(5))).isPositive();
            command("kill", "-CONT", keeper.pid());
            awaitNone(Duration.ofSeconds(1));
            assertThat(arp.drain(peer, Duration.ofSeconds(1))).isZero();
            keeper.await("dropped web");
          }
        });
  }
}

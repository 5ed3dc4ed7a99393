package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.netlink.Namespace.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.testing.KeeperNotes;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;
import org.lvsdirector.netlink.FrameCapture;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.RtNetlink;

/** The keeper on the kernel of this machine, in a network namespace of its own. */
class LeaseKernelTest {
  private static final Vip V4 = new Vip(Addresses.parse("10.9.0.1").orElseThrow(), 32);
  private static final Vip V6 = new Vip(Addresses.parse("2001:db8::1").orElseThrow(), 128);
  private static final Set<Vip> BOTH = Set.of(V4, V6);
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final KeeperNotes notes = new KeeperNotes();

  private AddressKeeper keeper() throws IOException {
    VipGroup group =
        new VipGroup(
            "web",
            "v0",
            List.of(new VipPlace(V4, "v0"), new VipPlace(V6, "v0")),
            List.of(),
            100,
            false,
            LEASE);
    Duration detect = Duration.ofSeconds(10);
    return new AddressKeeper(KernelAddressTable.open(), List.of(group), detect, notes, notes);
  }

  private static void tenure(AddressKeeper keeper, String... groups) {
    keeper.tenure(new Tenure(0, new Epoch(1), Set.of(groups), System.nanoTime()));
  }

  /** Waits, while the keeper's event loop goes on, for what the interface carries; in ms. */
  private static long await(Set<Vip> expected, Runnable heartbeat, Duration limit)
      throws IOException {
    long start = System.nanoTime();
    try (KernelAddressTable table = KernelAddressTable.open()) {
      while (!table.held("v0", BOTH).equals(expected)) {
        assertThat(System.nanoTime() - start)
            .as("waiting for %s", expected)
            .isLessThan(limit.toNanos());
        heartbeat.run();
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
    }
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Test
  void theKernelRemovesTheAddressesOfAKeeperThatIsGone() throws Exception {
    Namespace.run(
        () -> {
          AddressKeeper keeper = keeper();
          keeper.start();
          tenure(keeper, "web");
          notes.await("held web 1");
          keeper.close(false);
          await(Set.of(), () -> {}, LEASE.plusMillis(1500));
          assertThat(notes.all()).doesNotContain("dropped web");
        });
  }

  @Test
  void aStuckEventLoopLosesTheAddresses() throws Exception {
    Namespace.run(
        () -> {
          AddressKeeper keeper = keeper();
          keeper.start();
          tenure(keeper, "web");
          notes.await("held web 1");
          await(Set.of(), () -> {}, LEASE.plusMillis(1500));
          notes.await("event vip-unconfirmed event-loop");
          keeper.close(true);
        });
  }

  @Test
  void aHeldAddressOutlivesItsLeaseAndComesBackWhenStripped() throws Exception {
    Namespace.run(
        () -> {
          AddressKeeper keeper = keeper();
          keeper.start();
          tenure(keeper, "web");
          notes.await("held web 1");
          long renewed = System.nanoTime();
          while (System.nanoTime() - renewed < LEASE.multipliedBy(3).toNanos()) {
            await(BOTH, () -> tenure(keeper, "web"), Duration.ofSeconds(5));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            tenure(keeper, "web");
          }
          assertThat(notes.all()).doesNotContain("event vip-restored web");
          long fastest = Long.MAX_VALUE;
          for (int i = 0; i < 3; i++) {
            command("ip", "addr", "del", "10.9.0.1/32", "dev", "v0");
            command("ip", "addr", "del", "2001:db8::1/128", "dev", "v0");
            Duration limit = Duration.ofSeconds(5);
            fastest = Math.min(fastest, await(BOTH, () -> tenure(keeper, "web"), limit));
          }
          assertThat(fastest).as("ms without the address, best of three").isLessThan(300);
          notes.await("event vip-restored web");
          keeper.close(true);
          assertThat(notes.all()).endsWith("dropped web");
        });
  }

  @Test
  void aPredecessorsAddressesAreSweptAndTheNewOwnerIsAnnounced() throws Exception {
    Namespace.run(
        () -> {
          command("ip", "addr", "add", "10.9.0.1/32", "dev", "v0");
          command("ip", "addr", "add", "2001:db8::1/128", "dev", "v0", "nodad");
          command("ip", "link", "set", "v0", "address", "02:00:00:00:00:86");
          try (FrameCapture arp = FrameCapture.open(0x0806);
              RtNetlink netlink = RtNetlink.open()) {
            AddressKeeper keeper = keeper();
            keeper.start();
            notes.await("event vip-released web");
            await(Set.of(), () -> {}, Duration.ofSeconds(1));
            tenure(keeper, "web");
            arp.await(
                netlink.link("v1").orElseThrow().index(),
                "ffffffffffff020000000086080600010800060400010200000000860a090001");
            notes.await("held web 1");
            keeper.close(true);
            await(Set.of(), () -> {}, Duration.ofSeconds(1));
          }
        });
  }
}

package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.netlink.Namespace.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.FrameCapture;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.RtNetlink;

/** Against the kernel of this machine, in a network namespace of its own. */
class KernelAddressTableTest {
  private static final Vip V4 = new Vip(Addresses.parse("10.9.0.1").orElseThrow(), 32);
  private static final Vip V6 = new Vip(Addresses.parse("2001:db8::1").orElseThrow(), 128);
  private static final Set<Vip> BOTH = Set.of(V4, V6);
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** What a test does with an open table. */
  private interface Body {
    void run(KernelAddressTable table) throws Exception;
  }

  private static void withTable(Body body) throws Exception {
    Namespace.run(
        () -> {
          try (KernelAddressTable table = KernelAddressTable.open()) {
            body.run(table);
          }
        });
  }

  /** The kernel follows the carrier up to a second later. */
  private static void awaitReason(AddressTable table, String interfaceName, String reason)
      throws IOException {
    InterfaceState expected = new InterfaceState(reason.isEmpty(), reason);
    long start = System.nanoTime();
    while (!table.state(interfaceName).equals(expected)) {
      assertThat(System.nanoTime() - start).as(reason).isLessThan(5_000_000_000L);
      Thread.onSpinWait();
    }
  }

  @Test
  void holdsAndDropsBothFamiliesWithoutDuplicateAddressDetection() throws Exception {
    withTable(
        table -> {
          for (Vip vip : BOTH) {
            table.hold("v0", vip, LEASE);
          }
          assertThat(table.held("v0", BOTH)).isEqualTo(BOTH);
          assertThat(command("ip", "addr", "show", "dev", "v0", "to", "2001:db8::1"))
              .contains("deprecated", "nodad", "valid_lft")
              .doesNotContain("tentative");
          assertThat(table.held("v1", BOTH)).isEmpty();
          for (Vip vip : BOTH) {
            table.drop("v0", vip);
            table.drop("v0", vip);
            table.drop("v9", vip);
          }
          assertThat(table.held("v0", BOTH)).isEmpty();
          assertThat(table.held("v9", BOTH)).isEmpty();
        });
  }

  @Test
  void adoptsWhatIsThereForGoodOrWithAnotherPrefix() throws Exception {
    withTable(
        table -> {
          command("ip", "addr", "add", "10.9.0.1/24", "dev", "v0");
          command("ip", "addr", "add", "2001:db8::1/64", "dev", "v0");
          assertThat(table.held("v0", BOTH)).isEmpty();
          for (Vip vip : BOTH) {
            table.hold("v0", vip, LEASE);
          }
          String adopted = command("ip", "addr", "show", "dev", "v0", "scope", "global");
          assertThat(adopted)
              .contains("10.9.0.1/32", "2001:db8::1/128")
              .doesNotContain("10.9.0.1/24", "2001:db8::1/64", "forever");
          command("ip", "addr", "replace", "10.9.0.1/32", "dev", "v0", "valid_lft", "forever");
          table.hold("v0", V4, LEASE);
          assertThat(command("ip", "-4", "addr", "show", "dev", "v0")).doesNotContain("forever");
        });
  }

  @Test
  void leavesEveryOtherAddressAlone() throws Exception {
    withTable(
        table -> {
          command("ip", "addr", "add", "10.9.0.2/24", "dev", "v0");
          table.hold("v0", V4, LEASE);
          table.drop("v0", V4);
          assertThat(command("ip", "-4", "addr", "show", "dev", "v0")).contains("10.9.0.2/24");
        });
  }

  @Test
  void saysWhatIsWrongWithAnInterface() throws Exception {
    withTable(
        table -> {
          awaitReason(table, "v0", "");
          String missing =
              "interface v9 does not exist on this machine; interfaces here: lo, v1, v0";
          assertThat(table.state("v9")).isEqualTo(new InterfaceState(false, missing));
          assertThatThrownBy(() -> table.hold("v9", V4, LEASE))
              .isInstanceOf(IOException.class)
              .hasMessage(missing);
          command("ip", "link", "set", "v1", "down");
          awaitReason(table, "v1", "interface v1 is down: ip link set v1 up");
          awaitReason(
              table, "v0", "interface v0 has no carrier: look at its cable and its switch port");
        });
  }

  @Test
  void followsAnInterfaceThatWasMadeAnew() throws Exception {
    withTable(
        table -> {
          table.hold("v0", V4, LEASE);
          command("ip", "link", "del", "v0");
          command("ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1");
          command("ip", "link", "set", "v0", "up");
          assertThatThrownBy(() -> table.hold("v0", V4, LEASE))
              .isInstanceOf(NetlinkException.class);
          table.hold("v0", V4, LEASE);
          assertThat(table.held("v0", BOTH)).containsExactly(V4);
        });
  }

  @Test
  void theSegmentHearsTheAnnouncements() throws Exception {
    withTable(
        table -> {
          command("ip", "link", "set", "v0", "address", "02:00:00:00:00:86");
          try (FrameCapture arp = FrameCapture.open(0x0806);
              FrameCapture ipv6 = FrameCapture.open(0x86dd);
              RtNetlink netlink = RtNetlink.open()) {
            int peer = netlink.link("v1").orElseThrow().index();
            for (Vip vip : List.of(V4, V6)) {
              table.hold("v0", vip, LEASE);
              table.announce("v0", vip);
            }
            String from = "ffffffffffff02000000008608060001080006040001020000000086";
            arp.await(peer, from + "0a090001");
            arp.await(peer, from.replace("40001", "40002") + "0a090001");
            ipv6.await(
                peer, "33330000000102000000008686dd6000000000203aff20010db80000000000000000");
          }
          table.announce("lo", V4);
        });
  }
}

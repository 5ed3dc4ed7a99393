package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Vip;

/** Against the kernel of this machine, in a network namespace of its own. */
class RtNetlinkKernelTest {
  private static final Vip V4 = vip("10.9.0.1", 32);
  private static final Vip V6 = vip("2001:db8::1", 128);

  @Test
  void listsLinks() throws Exception {
    Namespace.run(
        () -> {
          Namespace.command("ip", "link", "set", "v0", "address", "02:00:00:00:00:86");
          try (RtNetlink netlink = RtNetlink.open()) {
            assertThat(netlink.links()).extracting(Link::name).containsExactly("lo", "v1", "v0");
            Link link = netlink.link("v0").orElseThrow();
            assertThat(link.up()).isTrue();
            assertThat(link.running()).isTrue();
            assertThat(link.mac().orElseThrow()).hasToString("02:00:00:00:00:86");
            assertThat(netlink.link("v9")).isEmpty();
          }
        });
  }

  @Test
  void seesAPulledCableAndALinkThatIsDown() throws Exception {
    Namespace.run(
        () -> {
          Namespace.command("ip", "link", "set", "v1", "down");
          try (RtNetlink netlink = RtNetlink.open()) {
            assertThat(netlink.link("v0").orElseThrow())
                .matches(Link::up)
                .matches(link -> !link.running());
            assertThat(netlink.link("v1").orElseThrow()).matches(link -> !link.up());
          }
        });
  }

  @Test
  void holdsRenewsAndDropsAddressesOfBothFamilies() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            int v0 = netlink.link("v0").orElseThrow().index();
            for (Vip vip : List.of(V4, V6)) {
              netlink.replaceAddress(v0, vip, 5, 0);
              assertThat(held(netlink, v0, vip).validSeconds()).isBetween(4L, 5L);
              assertThat(held(netlink, v0, vip).preferredSeconds()).isZero();
              netlink.replaceAddress(v0, vip, 60, 30);
              assertThat(held(netlink, v0, vip).validSeconds()).isBetween(59L, 60L);
              netlink.replaceAddress(v0, vip, InterfaceAddress.FOREVER, InterfaceAddress.FOREVER);
              assertThat(held(netlink, v0, vip).validSeconds()).isEqualTo(InterfaceAddress.FOREVER);
              assertThat(held(netlink, v0, vip).flags() & InterfaceAddress.IFA_F_TENTATIVE)
                  .isZero();
              assertThat(netlink.deleteAddress(v0, vip)).isTrue();
              assertThat(netlink.deleteAddress(v0, vip)).isFalse();
              assertThat(netlink.addresses(v0)).noneMatch(a -> a.vip().equals(vip));
            }
            assertThat(netlink.deleteAddress(4711, V4)).isFalse();
          }
        });
  }

  @Test
  void anAddressOnALeaseVanishesByItself() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            int v0 = netlink.link("v0").orElseThrow().index();
            netlink.replaceAddress(v0, V4, 1, 1);
            netlink.replaceAddress(v0, V6, 1, 0);
            long start = System.nanoTime();
            while (netlink.addresses(v0).stream()
                .anyMatch(a -> a.vip().equals(V4) || a.vip().equals(V6))) {
              assertThat(System.nanoTime() - start).isLessThan(4_000_000_000L);
              Thread.onSpinWait();
            }
          }
        });
  }

  @Test
  void dumpsMoreAddressesThanFitInADatagram() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            int v0 = netlink.link("v0").orElseThrow().index();
            for (int i = 0; i < 1000; i++) {
              netlink.replaceAddress(v0, vip("10.8." + i / 250 + "." + i % 250, 32), 60, 60);
            }
            assertThat(netlink.addresses(v0)).hasSizeGreaterThanOrEqualTo(1000);
          }
        });
  }

  @Test
  void namesTheCapabilityThatIsMissing() throws Exception {
    Namespace.run(
        () -> {
          TestLibc.dropCapabilities();
          try (RtNetlink netlink = RtNetlink.open()) {
            assertThatThrownBy(() -> netlink.replaceAddress(1, V4, 5, 5))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("RTM_NEWADDR 10.9.0.1/32 on interface 1 for 5 s: EPERM")
                .hasMessageContaining("CAP_NET_ADMIN");
          }
          assertThatThrownBy(PacketSocket::open)
              .isInstanceOf(NetlinkException.class)
              .hasMessageContaining("CAP_NET_RAW");
        });
  }

  @Test
  void namesTheInterfaceThatIsMissing() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            assertThatThrownBy(() -> netlink.replaceAddress(4711, V4, 5, 5))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("on interface 4711 for 5 s: ENODEV");
          }
        });
  }

  @Test
  void addsListsAndDeletesRulesOfBothFamilies() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            for (Vip vip : List.of(V4, V6)) {
              PolicyRule rule = new PolicyRule(100, vip.address(), "lo", Protocol.TCP, 80, 81);
              assertThat(netlink.addRule(rule)).isTrue();
              assertThat(netlink.addRule(rule)).isFalse();
              assertThat(netlink.rules(rule.family())).containsExactly(rule);
              assertThat(netlink.deleteRule(rule)).isTrue();
              assertThat(netlink.deleteRule(rule)).isFalse();
            }
            assertThat(netlink.rules(Family.INET)).isEmpty();
          }
        });
  }

  @Test
  void switchesALinkOffAndOn() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink netlink = RtNetlink.open()) {
            int v0 = netlink.link("v0").orElseThrow().index();
            netlink.setLink(v0, false);
            assertThat(netlink.link("v0").orElseThrow().up()).isFalse();
            netlink.setLink(v0, true);
            assertThat(netlink.link("v0").orElseThrow().up()).isTrue();
          }
        });
  }

  @Test
  void putsADefaultRouteBeforeTheOthersAndTakesItAwayAgain() throws Exception {
    Namespace.run(
        () -> {
          Namespace.command("ip", "addr", "add", "10.9.0.2/24", "dev", "v0");
          Namespace.command("ip", "addr", "add", "2001:db8::2/64", "dev", "v0", "nodad");
          try (RtNetlink netlink = RtNetlink.open()) {
            for (Vip vip : List.of(V4, V6)) {
              Family family = Family.of(vip.address());
              InetAddress other = vip(family == Family.INET ? "10.9.0.3" : "2001:db8::3");
              assertThat(netlink.defaultGateways(family)).isEmpty();
              Namespace.command("ip", "route", "add", "default", "via", Addresses.text(other));
              assertThat(netlink.addDefaultRoute(vip.address())).isTrue();
              assertThat(netlink.addDefaultRoute(vip.address())).isFalse();
              assertThat(netlink.defaultGateways(family)).containsExactly(vip.address(), other);
              assertThat(netlink.deleteDefaultRoute(other)).as("not ours").isFalse();
              assertThat(netlink.deleteDefaultRoute(vip.address())).isTrue();
              assertThat(netlink.deleteDefaultRoute(vip.address())).isFalse();
              assertThat(netlink.defaultGateways(family)).containsExactly(other);
            }
            assertThatThrownBy(() -> netlink.addDefaultRoute(vip("10.77.0.1")))
                .hasMessageContaining("RTM_NEWROUTE default via 10.77.0.1: ENETUNREACH");
          }
        });
  }

  private static InetAddress vip(String literal) {
    return Addresses.parse(literal).orElseThrow();
  }

  private static InterfaceAddress held(RtNetlink netlink, int index, Vip vip) throws Exception {
    return netlink.addresses(index).stream()
        .filter(address -> address.vip().equals(vip))
        .findFirst()
        .orElseThrow();
  }

  private static Vip vip(String literal, int prefixLength) {
    InetAddress address = Addresses.parse(literal).orElseThrow();
    return new Vip(address, prefixLength);
  }
}

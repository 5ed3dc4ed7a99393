package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Vip;

/** Bytes as ip(8) sends them and as the kernel answers, captured on a little-endian machine. */
class RtNetlinkMessageTest {
  private static final Vip V4 = vip("10.9.0.1", 32);
  private static final Vip V6 = vip("2001:db8::1", 128);

  private static final String ADDRESS_V4 =
      """
      0220000003000000         // ifaddrmsg: AF_INET, /32, no flags, universe, interface 3
      08000100 0a090001        // IFA_ADDRESS
      08000200 0a090001        // IFA_LOCAL
      07000300 76300000        // IFA_LABEL v0
      08000800 00000000        // IFA_FLAGS
      14000600 03000000 05000000 f7ee0400 faee0400 // IFA_CACHEINFO: preferred 3, valid 5
      """;

  private static final String ADDRESS_V6 =
      """
      0a80220003000000         // ifaddrmsg: AF_INET6, /128, NODAD | DEPRECATED, interface 3
      14000100 20010db8000000000000000000000001 // IFA_ADDRESS
      14000600 00000000 05000000 f8ee0400 f8ee0400 // IFA_CACHEINFO: preferred 0, valid 5
      08000800 22000000        // IFA_FLAGS
      """;

  private static final String LINK =
      """
      0000010003000000 43100100 00000000 // ifinfomsg: Ethernet, 3, UP|BROADCAST|RUNNING|..., 0
      07000300 76300000        // IFLA_IFNAME v0
      08000400 dc050000        // IFLA_MTU 1500
      0a000100 020000000086 0000 // IFLA_ADDRESS
      0a000200 ffffffffffff 0000 // IFLA_BROADCAST
      04003e80                 // IFLA_PROP_LIST, nested, empty
      """;

  private static final String RULE =
      """
      0200200000000006 00000000 // fib_rule_hdr: AF_INET, to /0, from /32, blackhole
      08000f00 00000000        // FRA_TABLE
      08000e00 ffffffff        // FRA_SUPPRESS_PREFIXLEN
      05001500 4c000000        // FRA_PROTOCOL 76
      07000300 6c6f0000        // FRA_IIFNAME lo
      08000600 64000000        // FRA_PRIORITY 100
      08001700 50005100        // FRA_SPORT_RANGE 80-81
      05001600 06000000        // FRA_IP_PROTO tcp
      08000200 0a090001        // FRA_SRC
      """;

  private static final String ROUTE =
      """
      02000000 fe4c0001 00000000 // rtmsg: AF_INET, /0 from /0, main, protocol 76, universe, unicast
      08000f00 fe000000        // RTA_TABLE 254
      08000600 64000000        // RTA_PRIORITY 100
      08000500 0a090001        // RTA_GATEWAY
      08000400 03000000        // RTA_OIF 3
      """;

  @Test
  void asksForAnAddressAsIpDoes() {
    assertThat(Hex.of(AddressMessage.replace(new InterfaceAddress(3, V6, 5, 0, 2)), 5))
        .isEqualTo(
            Hex.digits(
                """
                54000000 1400 0505 01000000 00000000 // RTM_NEWADDR, REPLACE|CREATE|ACK|REQUEST
                0a800200 03000000                    // AF_INET6, /128, NODAD, interface 3
                14000200 20010db8000000000000000000000001 // IFA_LOCAL
                14000100 20010db8000000000000000000000001 // IFA_ADDRESS
                14000600 00000000 05000000 00000000 00000000 // IFA_CACHEINFO
                """));
    assertThat(Hex.of(AddressMessage.delete(3, V4), 5))
        .isEqualTo(
            Hex.digits(
                """
                28000000 1500 0500 01000000 00000000 // RTM_DELADDR, ACK|REQUEST
                02200000 03000000                    // AF_INET, /32, interface 3
                08000200 0a090001                    // IFA_LOCAL
                08000100 0a090001                    // IFA_ADDRESS
                """));
  }

  @Test
  void asksForARuleAsIpDoes() {
    assertThat(Hex.of(RuleMessage.add(rule()), 5))
        .isEqualTo(
            Hex.digits(
                """
                4c000000 2000 0506 01000000 00000000 // RTM_NEWRULE, EXCL|CREATE|ACK|REQUEST
                0200200000000006 00000000            // AF_INET, from /32, blackhole
                08000200 0a090001                    // FRA_SRC
                07000300 6c6f0000                    // FRA_IIFNAME lo
                05001600 06000000                    // FRA_IP_PROTO tcp
                08001700 50005100                    // FRA_SPORT_RANGE 80-81
                08000600 64000000                    // FRA_PRIORITY 100
                05001500 4c000000                    // FRA_PROTOCOL 76
                """));
  }

  @Test
  void asksForADefaultRouteAsIpDoes() {
    assertThat(Hex.of(RouteMessage.add(V4.address()), 5))
        .isEqualTo(
            Hex.digits(
                """
                24000000 1800 0504 01000000 00000000 // RTM_NEWROUTE, CREATE|ACK|REQUEST
                02000000 fe4c0001 00000000           // AF_INET, /0, main, 76, universe, unicast
                08000500 0a090001                    // RTA_GATEWAY
                """));
    assertThat(Hex.of(RouteMessage.delete(V6.address()), 5))
        .isEqualTo(
            Hex.digits(
                """
                38000000 1900 0500 01000000 00000000 // RTM_DELROUTE, ACK|REQUEST
                0a000000 fe4cff01 00000000           // AF_INET6, /0, main, 76, nowhere, unicast
                14000500 20010db8000000000000000000000001 // RTA_GATEWAY
                08000600 01000000                    // RTA_PRIORITY 1
                """));
  }

  @Test
  void asksToSwitchALinkAsIpDoes() {
    assertThat(Hex.of(LinkMessage.set(3, true), 5))
        .isEqualTo(
            Hex.digits(
                """
                20000000 1000 0500 01000000 00000000 // RTM_NEWLINK, ACK|REQUEST
                00000000 03000000 01000000 01000000  // any family, interface 3, UP of UP
                """));
  }

  @Test
  void readsDefaultRoutesOfTheMainTableOnly() throws Exception {
    String withoutGateway = ROUTE.replace("08000500", "08001200");
    assertThat(RouteMessage.decode(RouteMessage.RTM_NEWROUTE, Hex.bytes(withoutGateway)))
        .contains(new RouteMessage.Default(Addresses.parse("0.0.0.0").orElseThrow(), 100));
    assertThat(RouteMessage.decode(RouteMessage.RTM_NEWROUTE, Hex.bytes(ROUTE)))
        .contains(new RouteMessage.Default(V4.address(), 100));
    for (String other :
        new String[] {
          ROUTE.replace("02000000", "02180000"),
          ROUTE.replace("fe4c0001", "ff4c0001"),
          ROUTE.replace("fe4c0001", "fe4c0006")
        }) {
      assertThat(RouteMessage.decode(RouteMessage.RTM_NEWROUTE, Hex.bytes(other))).isEmpty();
    }
  }

  @Test
  void readsAddresses() throws Exception {
    assertThat(AddressMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(ADDRESS_V4)))
        .contains(new InterfaceAddress(3, V4, 5, 3, 0));
    assertThat(AddressMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(ADDRESS_V6)))
        .contains(new InterfaceAddress(3, V6, 5, 0, 0x22));
  }

  @Test
  void readsLinks() throws Exception {
    Link link = LinkMessage.decode(LinkMessage.RTM_NEWLINK, Hex.bytes(LINK)).orElseThrow();
    MacAddress mac = MacAddress.of(new byte[] {2, 0, 0, 0, 0, (byte) 0x86});
    assertThat(link).isEqualTo(new Link(3, "v0", 1, true, true, Optional.of(mac)));
    assertThat(mac).hasToString("02:00:00:00:00:86");
  }

  @Test
  void readsOurRulesOnly() throws Exception {
    assertThat(RuleMessage.decode(RuleMessage.RTM_NEWRULE, Hex.bytes(RULE))).contains(rule());
    String foreign = RULE.replace("4c000000", "02000000");
    assertThat(RuleMessage.decode(RuleMessage.RTM_NEWRULE, Hex.bytes(foreign))).isEmpty();
  }

  @Test
  void passesOverMessagesOfOtherKinds() throws Exception {
    assertThat(AddressMessage.decode(LinkMessage.RTM_NEWLINK, Hex.bytes(LINK))).isEmpty();
    assertThat(LinkMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(ADDRESS_V4))).isEmpty();
    assertThat(RuleMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(ADDRESS_V4))).isEmpty();
    String decnet = ADDRESS_V4.replace("0220000003000000", "0c20000003000000");
    assertThat(AddressMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(decnet))).isEmpty();
  }

  @Test
  void truncationIsANetlinkExceptionOrALessSpecificMessage() {
    truncate(ADDRESS_V4, b -> AddressMessage.decode(AddressMessage.RTM_NEWADDR, b));
    truncate(ADDRESS_V6, b -> AddressMessage.decode(AddressMessage.RTM_NEWADDR, b));
    truncate(LINK, b -> LinkMessage.decode(LinkMessage.RTM_NEWLINK, b));
    truncate(ROUTE, b -> RouteMessage.decode(RouteMessage.RTM_NEWROUTE, b));
    truncate(RULE, b -> RuleMessage.decode(RuleMessage.RTM_NEWRULE, b));
  }

  @Test
  void spoiledBytesAreNeverAnythingButANetlinkException() {
    Random random = new Random(21);
    for (int i = 0; i < 5000; i++) {
      for (String message : new String[] {ADDRESS_V4, ADDRESS_V6, LINK, RULE, ROUTE}) {
        byte[] bytes = Hex.bytes(message).array();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        ByteBuffer spoiled = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        onlyNetlinkException(spoiled, b -> AddressMessage.decode(AddressMessage.RTM_NEWADDR, b));
        onlyNetlinkException(spoiled, b -> RouteMessage.decode(RouteMessage.RTM_NEWROUTE, b));
        onlyNetlinkException(spoiled, b -> LinkMessage.decode(LinkMessage.RTM_NEWLINK, b));
        onlyNetlinkException(spoiled, b -> RuleMessage.decode(RuleMessage.RTM_NEWRULE, b));
      }
    }
  }

  @Test
  void aPrefixThatDoesNotFitIsMalformed() {
    String wrong = ADDRESS_V4.replace("0220000003000000", "0221000003000000");
    assertThatThrownBy(() -> AddressMessage.decode(AddressMessage.RTM_NEWADDR, Hex.bytes(wrong)))
        .isInstanceOf(NetlinkException.class)
        .hasMessageContaining("33");
  }

  private interface Decoding {
    Optional<?> of(ByteBuffer payload) throws NetlinkException;
  }

  private static void truncate(String message, Decoding decoding) {
    byte[] bytes = Hex.bytes(message).array();
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(bytes, 0, length).slice().order(ByteOrder.nativeOrder());
      onlyNetlinkException(part, decoding);
    }
  }

  private static void onlyNetlinkException(ByteBuffer payload, Decoding decoding) {
    try {
      decoding.of(payload.duplicate().order(ByteOrder.nativeOrder()));
    } catch (NetlinkException expected) {
      assertThat(expected.errno()).isEqualTo(Errno.EPROTO);
    }
  }

  private static PolicyRule rule() {
    return new PolicyRule(100, V4.address(), "lo", Protocol.TCP, 80, 81);
  }

  private static Vip vip(String literal, int prefixLength) {
    return new Vip(Addresses.parse(literal).orElseThrow(), prefixLength);
  }
}

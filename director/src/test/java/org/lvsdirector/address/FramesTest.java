package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.netlink.MacAddress;

class FramesTest {
  private static final MacAddress MAC = new MacAddress(0x0200_0000_0086L);
  private static final Inet4Address V4 =
      (Inet4Address) Addresses.parse("172.16.1.111").orElseThrow();
  private static final Inet6Address V6 =
      (Inet6Address) Addresses.parse("2001:db8::111").orElseThrow();

  @Test
  void gratuitousArpRequest() {
    assertThat(hex(GratuitousArp.request(MAC, V4)))
        .isEqualTo(
            "ffffffffffff" // to all
                + "020000000086" // from the interface
                + "0806" // ARP
                + "0001080006040001" // Ethernet, IPv4, 6 and 4 bytes, request
                + "020000000086ac10016f" // the VIP is at this MAC
                + "000000000000ac10016f"); // who has the VIP
  }

  @Test
  void gratuitousArpReply() {
    assertThat(hex(GratuitousArp.reply(MAC, V4)))
        .isEqualTo(
            "ffffffffffff0200000000860806"
                + "0001080006040002" // reply
                + "020000000086ac10016f"
                + "020000000086ac10016f");
  }

  @Test
  void unsolicitedNeighbourAdvertisement() {
    assertThat(hex(NeighbourAdvertisement.unsolicited(MAC, V6, false)))
        .isEqualTo(
            "333300000001" // to all nodes
                + "020000000086" // from the interface
                + "86dd" // IPv6
                + "6000000000203aff" // version 6, 32 bytes, ICMPv6, hop limit 255
                + "20010db8000000000000000000000111" // from the VIP
                + "ff020000000000000000000000000001" // to ff02::1
                + "8800f685" // neighbour advertisement, checksum
                + "20000000" // override
                + "20010db8000000000000000000000111" // target: the VIP
                + "0201020000000086"); // is at this MAC
  }

  @Test
  void aRouterSaysThatItIsOne() {
    assertThat(hex(NeighbourAdvertisement.unsolicited(MAC, V6, true))).contains("88007685a0000000");
  }

  private static String hex(byte[] frame) {
    return HexFormat.of().formatHex(frame);
  }
}

package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.netlink.MacAddress;

class TcpFrameTest {
  private static final String ETHERNET4 =
      "020000000086" // destination
          + "0200000000c8" // source
          + "0800"; // IPv4
  private static final String IPV4 =
      "4500002800004000" // header of 20 bytes, 40 in all, DF
          + "40060000" // TTL 64, TCP
          + "ac1001c8" // 172.16.1.200
          + "ac10016f"; // 172.16.1.111
  private static final String PORTS = "9c400050"; // 40000 to 80
  private static final String NUMBERS = "0000000100000000"; // sequence, acknowledgement
  private static final String SYN = "5002ffff00000000";
  private static final String SYN_ACK = "5012ffff00000000";
  private static final String ACK = "5010ffff00000000";

  private static ByteBuffer frame(String... parts) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(String.join("", parts)));
  }

  private static Optional<TcpFrame> read(String... parts) {
    return TcpFrame.of(frame(parts));
  }

  @Test
  void readsIpv4() {
    TcpFrame opening = read(ETHERNET4, IPV4, PORTS, NUMBERS, SYN).orElseThrow();
    TcpFrame later = read(ETHERNET4, IPV4, PORTS, NUMBERS, ACK).orElseThrow();
    assertThat(opening.sender()).hasToString("02:00:00:00:00:c8");
    assertThat(Addresses.text(opening.destination())).isEqualTo("172.16.1.111");
    assertThat(opening.opening()).isTrue();
    assertThat(later.opening()).isFalse();
    assertThat(read(ETHERNET4, IPV4, PORTS, NUMBERS, SYN_ACK).orElseThrow().opening()).isFalse();
    assertThat(later.flow()).isEqualTo(opening.flow()).hasSize(12);
    assertThat(read(ETHERNET4, IPV4, "9c410050", NUMBERS, ACK).orElseThrow().flow())
        .isNotEqualTo(opening.flow());
  }

  @Test
  void readsIpv6() {
    TcpFrame segment =
        read(
                "020000000086",
                "0200000000c8",
                "86dd", // IPv6
                "60000000" + "0014" + "06" + "40", // 20 bytes of TCP, hop limit 64
                "20010db8000000000000000000000001",
                "20010db8000000000000000000000002",
                PORTS,
                NUMBERS,
                ACK)
            .orElseThrow();
    assertThat(Addresses.text(segment.destination())).isEqualTo("2001:db8::2");
    assertThat(segment.sender()).isEqualTo(new MacAddress(0x0200000000c8L));
    assertThat(segment.flow()).hasSize(36);
  }

  @Test
  void leavesOutWhatIsNoWholeSegment() {
    String fragment = IPV4.replace("00004000", "00002001");
    assertThat(read(ETHERNET4, fragment, PORTS, NUMBERS, ACK)).isEmpty();
    String udp = IPV4.replace("40060000", "40110000");
    assertThat(read(ETHERNET4, udp, PORTS, NUMBERS, ACK)).isEmpty();
    String arp = ETHERNET4.replace("0800", "0806");
    assertThat(read(arp, IPV4, PORTS, NUMBERS, ACK)).isEmpty();
    String shortHeader = IPV4.replace("4500", "4100");
    assertThat(read(ETHERNET4, shortHeader, PORTS, NUMBERS, ACK)).isEmpty();
    String longHeader = IPV4.replace("4500", "4f00");
    assertThat(read(ETHERNET4, longHeader, PORTS, NUMBERS, ACK)).isEmpty();
  }

  @Test
  void nothingIsReadFromACutFrame() {
    ByteBuffer whole = frame(ETHERNET4, IPV4, PORTS, NUMBERS, ACK);
    for (int length = 0; length < whole.capacity(); length++) {
      assertThat(TcpFrame.of(whole.duplicate().limit(length))).as("%d bytes", length).isEmpty();
    }
  }
}

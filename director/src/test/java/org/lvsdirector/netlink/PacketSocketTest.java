package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Between the two ends of a veth pair in a network namespace. */
class PacketSocketTest {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int ETH_P_ARP_BIG_ENDIAN = 0x0608;

  private static final byte[] ARP =
      HexFormat.of()
          .parseHex(
              "ffffffffffff020000000086" // to all, from 02:00:00:00:00:86
                  + "0806" // ARP
                  + "0001080006040001" // Ethernet, IPv4, request
                  + "0200000000860a090001" // from 10.9.0.1
                  + "0000000000000a090001"); // who has 10.9.0.1

  @Test
  void theOtherEndOfTheLinkReceivesTheFrame() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink links = RtNetlink.open();
              KernelSocket listener =
                  KernelSocket.open("listener", AF_PACKET, SOCK_RAW, ETH_P_ARP_BIG_ENDIAN);
              PacketSocket packets = PacketSocket.open()) {
            listener.receiveTimeout(Duration.ofMillis(200));
            ByteBuffer received = KernelSocket.buffer(2048);
            ByteBuffer from = KernelSocket.buffer(20);
            int v0 = links.link("v0").orElseThrow().index();
            // A link that has just come up drops frames until the kernel's worker has noticed.
            boolean heard = false;
            for (int i = 0; i < 150 && !heard; i++) {
              packets.send(v0, ARP);
              heard = hears(listener, received, from);
            }
            assertThat(heard).isTrue();
            byte[] frame = new byte[received.limit()];
            received.get(frame);
            assertThat(Arrays.copyOf(frame, ARP.length)).isEqualTo(ARP);
            assertThat(from.getInt(4)).isEqualTo(links.link("v1").orElseThrow().index());
          }
        });
  }

  private static boolean hears(KernelSocket listener, ByteBuffer received, ByteBuffer from)
      throws NetlinkException {
    try {
      listener.receive(received, from);
      return true;
    } catch (NetlinkException nothing) {
      if (nothing.errno().equals(Errno.EAGAIN)) {
        return false;
      }
      throw nothing;
    }
  }

  @Test
  void aMissingInterfaceAndOneThatIsDownAreNamed() throws Exception {
    Namespace.run(
        () -> {
          try (RtNetlink links = RtNetlink.open();
              PacketSocket packets = PacketSocket.open()) {
            assertThatThrownBy(() -> packets.send(4711, ARP))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("ENXIO");
            Namespace.command("ip", "link", "set", "v0", "down");
            int v0 = links.link("v0").orElseThrow().index();
            assertThatThrownBy(() -> packets.send(v0, ARP))
                .isInstanceOf(NetlinkException.class)
                .hasMessageContaining("ENETDOWN");
          }
        });
  }
}

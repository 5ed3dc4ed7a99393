package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Between the two ends of a veth pair, whose frames have no checksum yet. */
class PacketCaptureTest {
  private static final int AF_PACKET = 17;
  private static final int SOCK_RAW = 3;
  private static final int SOL_PACKET = 263;
  private static final int PACKET_VNET_HDR = 15;
  private static final int ETH_P_IP = 0x0800;
  private static final int VIRTIO_NET_HDR_F_NEEDS_CSUM = 1;
  private static final MacAddress OTHER = MacAddress.of(new byte[] {2, 0, 0, 0, 0, 9});

  @Test
  void segmentsPassedOnKeepWhatTheirChecksumNeeds() throws Exception {
    Namespace.run(
        () -> {
          Namespace.command("ip", "address", "add", "10.9.0.1/24", "dev", "v0");
          try (RtNetlink links = RtNetlink.open()) {
            Link v1 = links.link("v1").orElseThrow();
            MacAddress mac = v1.mac().orElseThrow();
            Namespace.command(
                "ip", "neigh", "add", "10.9.0.2", "lladdr", mac.toString(), "dev", "v0");
            try (PacketCapture capture = PacketCapture.open(v1.index(), Duration.ofSeconds(5));
                KernelSocket listener = listener(links.link("v0").orElseThrow());
                SocketChannel client = SocketChannel.open()) {
              client.configureBlocking(false);
              client.connect(new InetSocketAddress("10.9.0.2", 80));
              assertThat(capture.next()).isTrue();
              assertThat(capture.lost()).isFalse();
              capture.passOn(OTHER, mac);
              assertPassedOn(listener, mac);
            }
          }
        });
  }

  private static KernelSocket listener(Link link) throws NetlinkException {
    KernelSocket listener = KernelSocket.open("listener", AF_PACKET, SOCK_RAW, 0);
    listener.option(SOL_PACKET, PACKET_VNET_HDR, 1);
    listener.receiveTimeout(Duration.ofSeconds(5));
    listener.bind(StructSockaddrLl.of(link.index(), ETH_P_IP));
    return listener;
  }

  private static void assertPassedOn(KernelSocket listener, MacAddress sender)
      throws NetlinkException {
    ByteBuffer received = KernelSocket.buffer(2048);
    listener.receive(received, KernelSocket.buffer(StructSockaddrLl.SIZE));
    assertThat(received.get(0)).isEqualTo((byte) VIRTIO_NET_HDR_F_NEEDS_CSUM);
    // csum_start: behind the Ethernet and the IPv4 header; csum_offset: in the TCP header.
    assertThat(received.getShort(6)).isEqualTo((short) 34);
    assertThat(received.getShort(8)).isEqualTo((short) 16);
    byte[] ethernet = new byte[12];
    received.get(10, ethernet);
    byte[] expected = new byte[12];
    System.arraycopy(OTHER.bytes(), 0, expected, 0, 6);
    System.arraycopy(sender.bytes(), 0, expected, 6, 6);
    assertThat(ethernet).isEqualTo(expected);
  }
}

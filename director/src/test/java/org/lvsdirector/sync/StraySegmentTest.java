package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Endpoint;

class StraySegmentTest {
  @Test
  void anIpv4ChallengeIsASynWithAckFromTheService() {
    assertThat(hex("172.16.1.111:80", "172.16.1.200:52512"))
        .isEqualTo(
            // version 4, 20 bytes; no service class; 40 bytes in all; the kernel numbers it
            "45000028"
                + "00000000"
                // TTL 64, TCP; the kernel sums it up; from, to
                + "40060000"
                + "ac10016f"
                + "ac1001c8"
                // from port 80 to 52512; both numbers as given
                + "0050cd20"
                + "01020304"
                + "01020304"
                // 20 bytes, SYN and ACK, no window; checksum; no urgent data
                + "50120000"
                + "7efe0000");
  }

  @Test
  void anIpv6ChallengeIsTheSameWithAnotherHeader() {
    assertThat(hex("[2001:db8::1]:443", "[2001:db8::2]:4242"))
        .isEqualTo(
            // version 6; 20 bytes of payload, TCP, hop limit 64; from, to
            "60000000"
                + "00140640"
                + "20010db8000000000000000000000001"
                + "20010db8000000000000000000000002"
                + "01bb1092"
                + "01020304"
                + "01020304"
                + "50120000"
                + "3a050000");
  }

  @Test
  void aKnockIsAnAckAndNothingElse() {
    byte[] challenge =
        StraySegment.challenge(endpoint("192.0.2.1:80"), endpoint("192.0.2.2:4242"), 7);
    byte[] knock = StraySegment.knock(endpoint("192.0.2.1:80"), endpoint("192.0.2.2:4242"), 7);
    assertThat(knock[33]).as("flags").isEqualTo((byte) 0x10);
    int sum = checksum(challenge) + 0x0002;
    assertThat(checksum(knock)).as("less by the SYN that is not there").isEqualTo(sum);
    challenge[33] = knock[33];
    challenge[36] = knock[36];
    challenge[37] = knock[37];
    assertThat(knock).isEqualTo(challenge);
  }

  private static int checksum(byte[] packet) {
    return Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(36));
  }

  private static String hex(String from, String to) {
    return HexFormat.of()
        .formatHex(StraySegment.challenge(endpoint(from), endpoint(to), 0x01020304));
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }
}

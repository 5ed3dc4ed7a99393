package org.lvsdirector.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.netlink.MacAddress;

class FramesTest {
  private static final MacAddress OWN = new MacAddress(0x0200_0000_0086L);
  private static final MacAddress SERVER = new MacAddress(0x0200_0000_0087L);
  private static final Knock KNOCK = knock(Optional.empty());

  @Test
  void asksForAnAddressWithoutTellingItsOwn() {
    assertThat(hex(ArpFrame.probe(OWN, inet4("172.16.1.111"))))
        .isEqualTo(
            digits(
                """
                ffffffffffff 020000000086 0806           // broadcast, from us, ARP
                0001 0800 06 04 0001                     // Ethernet, IPv4, request
                020000000086 00000000                    // sender: no address yet
                000000000000 ac10016f                    // target 172.16.1.111
                """));
  }

  @Test
  void readsAnswersAlone() {
    String answer =
        """
        020000000086 020000000087 0806 0001 0800 06 04 0002
        020000000087 ac10016f 020000000086 00000000
        """;
    assertThat(ArpFrame.of(bytes(answer))).contains(new ArpFrame(SERVER, inet4("172.16.1.111")));
    assertThat(ArpFrame.of(bytes(answer.replace("0002", "0001")))).isEmpty();
    assertThat(ArpFrame.of(bytes(answer).limit(41))).isEmpty();
  }

  @Test
  void asksForAConnectionAsIpvsWouldSendIt() {
    String ip =
        """
        45 00 0028 0000 0000 40 06 1fbb ac100186 ac10016f // TCP, 172.16.1.134 to .111
        """;
    String tcp = "8000 0050 01020304 00000000 50 02 0400 cc76 0000 // SYN\n";
    assertThat(hex(KNOCK.open(OWN)))
        .isEqualTo(digits("020000000087 020000000086 0800\n" + ip + tcp));
    String wrapped = "45 00 003c 0000 0000 40 04 1f91 ac100186 ac100187 // IPIP to .135\n";
    assertThat(hex(knock(Optional.of(inet4("172.16.1.135"))).open(OWN)))
        .isEqualTo(digits("020000000087 020000000086 0800\n" + wrapped + ip + tcp));
    assertThat(hex(KNOCK.close(OWN)))
        .endsWith(digits("8000 0050 01020305 00000000 50 04 0400 cc73 0000 // RST\n"));
  }

  @Test
  void knowsTheAnswersToItsQuestion() {
    assertThat(KNOCK.answer(answer("12", "01020305"))).contains(Answer.ACCEPTED);
    assertThat(KNOCK.answer(answer("14", "01020305"))).contains(Answer.REFUSED);
    assertThat(KNOCK.answer(answer("10", "01020305"))).isEmpty();
    assertThat(KNOCK.answer(answer("12", "01020306"))).isEmpty();
    assertThat(KNOCK.from(answer("12", "01020305"))).isTrue();
    ByteBuffer whole = answer("12", "01020305");
    for (int length = 0; length < whole.limit(); length++) {
      assertThat(KNOCK.answer(whole.duplicate().limit(length))).isEmpty();
    }
  }

  private static ByteBuffer answer(String flags, String acknowledged) {
    return bytes(
        """
        020000000086 020000000087 0800
        45 00 0028 0000 0000 40 06 0000 ac10016f ac100186
        0050 8000 0a0b0c0d %s 50 %s 0400 0000 0000
        """
            .formatted(acknowledged, flags));
  }

  private static Knock knock(Optional<Inet4Address> tunnel) {
    return new Knock(
        SERVER, inet4("172.16.1.134"), 0x8000, inet4("172.16.1.111"), 80, tunnel, 0x01020304);
  }

  private static Inet4Address inet4(String text) {
    return (Inet4Address) Addresses.parse(text).orElseThrow();
  }

  private static String digits(String commented) {
    return commented.replaceAll("//.*|\\s", "");
  }

  private static ByteBuffer bytes(String commented) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(digits(commented)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

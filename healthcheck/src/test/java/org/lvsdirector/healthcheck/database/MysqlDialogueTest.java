package org.lvsdirector.healthcheck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.hex;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;
import org.lvsdirector.healthcheck.secret.Secret;

class MysqlDialogueTest {
  /** What MariaDB 10.11.19 said first, but for the nonce. */
  private static final String GREETING =
      "64000000" // 100 bytes, number 0
          + "0a" // protocol 10
          + "352e352e352d31302e31312e31392d" // 5.5.5-10.11.19-
          + "4d6172696144422d302b6465623132753100" // MariaDB-0+deb12u1
          + "05000000" // thread
          + "0102030405060708" // nonce
          + "00"
          + "fef7" // capabilities, CLIENT_SSL among them is not
          + "08" // character set
          + "0200" // status
          + "ff81" // more capabilities
          + "15" // length of the nonce
          + "0000000000001d000000" // reserved
          + "090a0b0c0d0e0f1011121314" // nonce
          + "00"
          + "6d7973716c5f6e61746976655f70617373776f726400"; // mysql_native_password

  private static final String NATIVE = "6d7973716c5f6e61746976655f70617373776f726400";
  private static final String HEAD =
      "01a20800" // capabilities
          + "00000001" // largest packet
          + "21" // utf8
          + "00".repeat(23);
  private static final String SHA2_NAME = hexText("caching_sha2_password") + "00";

  @Test
  void letsItselfBeTurnedAwayWhereNobodyIsNamed() {
    Script script = script(null, null, false);
    assertThat(words(script.next())).isEqualTo("await no greeting");
    assertThat(hex(script.hears(bytes(GREETING))))
        .isEqualTo(
            "44000001" // 68 bytes, number 1
                + HEAD
                + hexText("lvs-director")
                + "00"
                + "00" // no proof
                + NATIVE);
    assertThat(words(script.next())).isEqualTo("await no answer to the login");
    assertThat(words(script.hears(packet(2, "ff1504" + hexText("#28000Access denied")))))
        .isEqualTo("OK 10.11.19-MariaDB-0+deb12u1 answers");
  }

  @Test
  void logsInByNativePassword() {
    Script script = script("ann", "tiger", false);
    String login = hex(script.hears(bytes(GREETING)));
    assertThat(login)
        .endsWith(hexText("ann") + "00" + "14956ea31e9814633d7322d330089005b31fece124" + NATIVE);
    assertThat(words(script.hears(packet(2, "00000002000000"))))
        .isEqualTo("OK 10.11.19-MariaDB-0+deb12u1 lets in, then \1\0\0\0\1");
  }

  @Test
  void logsInByCachingSha2() {
    String greeting = GREETING.replace(NATIVE, SHA2_NAME);
    Script script = script("ann", "tiger", false);
    assertThat(hex(script.hears(bytes(greeting))))
        .contains("204bc82e4fa376214521bad45cf69686128d5597c08caa992ab597f8e9e806fd08");
    assertThat(words(script.hears(packet(2, "0103")))).isEqualTo("await no end of the login");
    assertThat(words(script.hears(packet(3, "00000002000000")))).contains("lets in");
    Script full = script("ann", "tiger", false);
    full.hears(bytes(greeting));
    assertThat(words(full.hears(packet(2, "0104"))))
        .endsWith("wants the password itself, which takes TLS");
  }

  @Test
  void sendsThePasswordItselfOnlyInTls() {
    String greeting =
        GREETING.replace(NATIVE, SHA2_NAME).replace("00fef7", "00feff"); // with CLIENT_SSL
    Script script = script("ann", "tiger", true);
    assertThat(hex(script.hears(bytes(greeting))))
        .isEqualTo("20000001" + HEAD.replace("01a20800", "01aa0800"));
    assertThat(words(script.next())).isEqualTo("encrypt");
    assertThat(hex(script.next())).matches(".{6}02.*");
    assertThat(hex(script.hears(packet(3, "0104"))))
        .isEqualTo("06000004" + hexText("tiger") + "00");
    assertThat(words(script(null, null, true).hears(bytes(GREETING))))
        .isEqualTo("FAILED 10.11.19-MariaDB-0+deb12u1 does not speak TLS");
  }

  @Test
  void followsTheServerToAnotherWay() {
    Script script = script("ann", "tiger", false);
    script.hears(bytes(GREETING));
    String nonce = "0102030405060708090a0b0c0d0e0f101112131400";
    assertThat(hex(script.hears(packet(2, "fe" + SHA2_NAME + nonce))))
        .isEqualTo("200000034bc82e4fa376214521bad45cf69686128d5597c08caa992ab597f8e9e806fd08");
    Script unknown = script("ann", "tiger", false);
    unknown.hears(bytes(GREETING));
    assertThat(words(unknown.hears(packet(2, "fe" + hexText("client_ed25519") + "00" + nonce))))
        .endsWith("authenticates by client_ed25519, unknown here");
  }

  @Test
  void tellsServersThatTurnAwayFromThoseThatCannotServe() {
    String tooMany = "ff1004" + hexText("Too many connections");
    assertThat(words(script(null, null, false).hears(packet(0, tooMany))))
        .isEqualTo("FAILED error 1040 Too many connections");
    String notAllowed = "ff6a04" + hexText("Host 'x' is not allowed");
    assertThat(words(script(null, null, false).hears(packet(0, notAllowed))))
        .isEqualTo("OK answers error 1130 Host 'x' is not allowed");
    assertThat(words(script("ann", null, false).hears(packet(0, notAllowed))))
        .isEqualTo("FAILED error 1130 Host 'x' is not allowed");
  }

  @Test
  void tellsOtherProtocolsApart() {
    assertThat(words(script(null, null, false).hears("220 smtp\r\n")))
        .isEqualTo("FAILED no MySQL: answers 32323020736d7470");
    assertThat(words(script(null, null, false).hears(packet(0, "09"))))
        .startsWith("FAILED no MySQL");
    byte[] greeting = bytes(GREETING);
    for (int length = 1; length < greeting.length - 4; length++) {
      byte[] part = Arrays.copyOfRange(greeting, 4, 4 + length);
      Script script = script(null, null, false);
      assertThat(words(script.hears(packet(0, HexFormat.of().formatHex(part))))).isNotEmpty();
    }
  }

  private static Script script(String user, String password, boolean tls) {
    return new Script(
        new MysqlDialogue(
            Optional.ofNullable(user),
            Optional.ofNullable(password)
                .map(it -> new Secret(it.getBytes(StandardCharsets.UTF_8))),
            tls));
  }

  private static byte[] packet(int number, String hex) {
    return bytes("%02x0000%02x%s".formatted(hex.length() / 2, number, hex));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String hexText(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }
}

package org.lvsdirector.healthcheck.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;
import org.lvsdirector.healthcheck.secret.Secret;

class RadiusQueryTest {
  /** Secret and packets of the examples in RFC 2865, 7.1, and RFC 5997, 6.1. */
  private static final Secret SECRET = secret("xyzzy5461");

  private final RadiusSecret shared = new RadiusSecret(SECRET);

  @Test
  void hidesPasswordsAsTheRfcDoes() {
    byte[] authenticator = bytes("0f403f9473978057bd83d5cb98f4227a");
    assertThat(shared.hidden("arctangent".getBytes(StandardCharsets.UTF_8), authenticator))
        .asHexString()
        .isEqualToIgnoringCase("0dbe708d93d413ce3196e43f782a0aee");
    assertThat(shared.hidden(new byte[17], authenticator)).hasSize(32);
    assertThat(shared.hidden(new byte[0], authenticator)).hasSize(16);
  }

  @Test
  void provesMessagesAsTheRfcDoes() {
    byte[] status =
        bytes(
            "0cda0026" // Status-Server 218, 38 bytes
                + "8a54f4686fb394c52866e302185d0623" // Request Authenticator
                + "5012" // Message-Authenticator
                + "00000000000000000000000000000000");
    assertThat(shared.messageAuthenticator(status))
        .asHexString()
        .isEqualToIgnoringCase("5a665e2e1e8411f3e243822097c84fa3");
  }

  @Test
  void believesTheAnswersOfTheRfcs() {
    byte[] asked = bytes("8a54f4686fb394c52866e302185d0623");
    byte[] accept = bytes("02da0014" + "ef0d552a4bf2d693ec2b6fe8b5411d66");
    assertThat(shared.isProven(accept, asked)).isTrue();
    for (int at = 0; at < accept.length; at++) {
      byte[] forged = accept.clone();
      forged[at] ^= 1;
      assertThat(shared.isProven(forged, asked)).as("byte " + at).isFalse();
    }
    assertThat(new RadiusSecret(secret("other")).isProven(accept, asked)).isFalse();
    byte[] login = bytes("0f403f9473978057bd83d5cb98f4227a");
    byte[] framed =
        bytes(
            "02000026"
                + "86fe220e7624ba2a1005f6bf9b55e0b2"
                + "060600000001" // Service-Type
                + "0f0600000000" // Login-Service
                + "0e06c0a80103"); // Login-IP-Host
    assertThat(shared.isProven(framed, login)).isTrue();
  }

  @Test
  void asksWhetherTheServerIsWell() {
    RadiusQuery query = RadiusQuery.status(SECRET, random());
    assertThat(ByteBufUtil.hexDump(query.question()))
        .matches(
            "0c070034" // Status-Server 7, 52 bytes
                + "000102030405060708090a0b0c0d0e0f" // Request Authenticator
                + "200e6c76732d6469726563746f72" // NAS-Identifier lvs-director
                + "5012[0-9a-f]{32}"); // Message-Authenticator
  }

  @Test
  void asksToBeLetIn() {
    RadiusQuery query = RadiusQuery.access(SECRET, "ann", secret("pw"), random());
    assertThat(ByteBufUtil.hexDump(query.question()))
        .matches(
            "0107004b000102030405060708090a0b0c0d0e0f"
                + "0105616e6e" // User-Name
                + "0212[0-9a-f]{32}" // User-Password
                + "200e6c76732d6469726563746f72"
                + "5012[0-9a-f]{32}");
  }

  @Test
  void judgesOnlyProvenAnswers() {
    RadiusQuery query = RadiusQuery.status(SECRET, random());
    assertThat(words(query, answer(2, 7))).contains("OK accepts");
    assertThat(words(query, answer(11, 7))).contains("OK challenges");
    assertThat(words(query, answer(3, 7))).contains("FAILED rejects the user");
    assertThat(words(query, answer(5, 7))).contains("FAILED answers by code 5");
    assertThat(words(query, answer(2, 8))).as("another number").isEmpty();
    byte[] forged = answer(2, 7);
    forged[19] ^= 1;
    assertThat(words(query, forged)).as("forged").isEmpty();
    for (int length = 0; length < 20; length++) {
      assertThat(words(query, Arrays.copyOf(answer(2, 7), length))).isEmpty();
    }
    byte[] padded = Arrays.copyOf(answer(2, 7), 30);
    assertThat(words(query, padded)).as("padding is ignored").contains("OK accepts");
  }

  @Test
  void doesNotBelieveAWrongMessageAuthenticator() {
    RadiusQuery query = RadiusQuery.status(SECRET, random());
    byte[] attribute = new byte[18];
    attribute[0] = 80;
    attribute[1] = 18;
    assertThat(words(query, answer(2, 7, attribute))).isEmpty();
    assertThat(words(query, answer(2, 7, new byte[] {1, 0}))).as("malformed").isEmpty();
  }

  /** What a server would answer that knows the secret. */
  private static byte[] answer(int code, int number, byte... attributes) {
    byte[] head = {(byte) code, (byte) number, 0, (byte) (20 + attributes.length)};
    byte[] asked = Arrays.copyOf(random(), 16);
    byte[] proof = md5(head, asked, attributes, SECRET.bytes());
    return Unpooled.wrappedBuffer(head, proof, attributes).copy().array();
  }

  private static byte[] md5(byte[]... parts) {
    try {
      java.security.MessageDigest digest = java.security.MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> words(RadiusQuery query, byte[] datagram) {
    return query.answer(Unpooled.wrappedBuffer(datagram)).map(Script::words);
  }

  private static byte[] random() {
    byte[] random = new byte[17];
    for (int i = 0; i < 16; i++) {
      random[i] = (byte) i;
    }
    random[16] = 7;
    return random;
  }

  private static Secret secret(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}

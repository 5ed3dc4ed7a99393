package org.lvsdirector.healthcheck.auth;

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

class LdapDialogueTest {
  private static final String BOUND =
      "300c" // LDAPMessage
          + "020102" // number 2
          + "6107" // BindResponse
          + "0a0100" // success
          + "0400" // matchedDN
          + "0400"; // diagnosticMessage

  @Test
  void bindsAnonymously() {
    Script script = script("", null, false);
    assertThat(hex(script.next()))
        .isEqualTo(
            "300c" // LDAPMessage
                + "020102" // number 2
                + "6007" // BindRequest
                + "020103" // version 3
                + "0400" // name
                + "8000"); // simple
    assertThat(words(script.next())).isEqualTo("await no answer");
    byte[] bound = bytes(BOUND);
    for (int i = 0; i < bound.length - 1; i++) {
      assertThat(words(script.hears(new byte[] {bound[i]}))).isEqualTo("await no answer");
    }
    assertThat(words(script.hears(new byte[] {0})))
        .isEqualTo("OK anonymous bind, then 0\5\2\1\3B\0");
  }

  @Test
  void bindsByNameAndPassword() {
    Script script = script("cn=a", "pw", false);
    assertThat(hex(script.next())).isEqualTo("3012020102600d0201030404636e3d6180027077");
    String invalid =
        "3016" + "020102" + "6111" + "0a0131" + "0400" + "040a" + "6e6f2073756368206f6e";
    assertThat(words(script.hears(bytes(invalid))))
        .isEqualTo("FAILED result 49 no such on, in answer to bind");
  }

  @Test
  void longNamesHaveLongLengths() {
    Script script = script("x".repeat(300), null, false);
    assertThat(hex(script.next()))
        .startsWith("3082013c" + "020102" + "60820135" + "020103" + "0482012c");
  }

  @Test
  void asksForTls() {
    Script script = script("", null, true);
    assertThat(hex(script.next()))
        .isEqualTo(
            "301d" + "020101" + "7718" + "8016" + "312e332e362e312e342e312e313436362e3230303337");
  }

  @Test
  void goesOnOnceTlsIsAgreedOn() {
    Script script = script("", null, true);
    script.next();
    assertThat(words(script.hears(bytes("300c" + "020101" + "7807" + "0a0100" + "0400" + "0400"))))
        .isEqualTo("encrypt");
    assertThat(hex(script.next())).startsWith("300c020102");
    Script refused = script("", null, true);
    refused.next();
    assertThat(words(refused.hears(bytes("300c" + "020101" + "7807" + "0a0134" + "0400" + "0400"))))
        .isEqualTo("FAILED result 52, in answer to StartTLS");
  }

  @Test
  void theServerMayEndItByItself() {
    Script script = script("", null, false);
    script.next();
    String notice = "300c" + "020100" + "7807" + "0a0134" + "0400" + "0400";
    assertThat(words(script.hears(bytes(notice))))
        .isEqualTo("FAILED the server ends the connection: result 52");
  }

  @Test
  void tellsOtherProtocolsApart() {
    for (String nonsense :
        new String[] {
          "220 smtp\r\n", "0\u0080\0", "0\u0084\177\377\377\377", "0\3\2\1\2", "0\5\2\1\2\4\0"
        }) {
      Script script = script("", null, false);
      script.next();
      assertThat(words(script.hears(nonsense))).startsWith("FAILED no LDAP: answers ");
    }
    byte[] bound = bytes(BOUND);
    for (int at = 0; at < bound.length; at++) {
      byte[] changed = Arrays.copyOf(bound, bound.length);
      changed[at] ^= (byte) 0x81;
      Script script = script("", null, false);
      script.next();
      assertThat(words(script.hears(changed))).isNotEmpty();
    }
  }

  private static Script script(String name, String password, boolean startTls) {
    Optional<Secret> secret =
        Optional.ofNullable(password).map(it -> new Secret(it.getBytes(StandardCharsets.UTF_8)));
    return new Script(new LdapDialogue(name, secret, startTls));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}

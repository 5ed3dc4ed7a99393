package org.lvsdirector.healthcheck.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.hex;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class PostgresDialogueTest {
  private static final String STARTUP =
      "0000003e" // 62 bytes
          + "00030000" // protocol 3.0
          + "7573657200" // user
          + "616e6e00" // ann
          + "646174616261736500" // database
          + "73686f7000" // shop
          + "6170706c69636174696f6e5f6e616d6500" // application_name
          + "6c76732d6469726563746f7200" // lvs-director
          + "00";

  @Test
  void asksOnlyForTlsWhereNobodyIsNamed() {
    Script script = script(Optional.empty(), false);
    assertThat(hex(script.next())).isEqualTo("0000000804d2162f");
    assertThat(words(script.next())).isEqualTo("await no answer");
    assertThat(words(script.hears("N"))).isEqualTo("OK answers");
  }

  @Test
  void beginsASession() {
    Script script = script(Optional.of("ann"), false);
    assertThat(hex(script.next())).isEqualTo(STARTUP);
    // AuthenticationSASL
    byte[] sasl =
        HexFormat.of().parseHex("52000000170000000a" + "534352414d2d5348412d323536" + "0000");
    assertThat(words(script.hears(java.util.Arrays.copyOf(sasl, 4)))).isEqualTo("await no answer");
    assertThat(words(script.hears(java.util.Arrays.copyOfRange(sasl, 4, 9))))
        .isEqualTo("await no end of the answer");
    assertThat(words(script.hears(java.util.Arrays.copyOfRange(sasl, 9, sasl.length))))
        .isEqualTo("OK asks for a password, then X\0\0\0\4");
    Script trusted = script(Optional.of("ann"), false);
    trusted.next();
    assertThat(words(trusted.hears("R\0\0\0\10\0\0\0\0"))).startsWith("OK lets in");
  }

  @Test
  void asksForTlsFirst() {
    Script script = script(Optional.of("ann"), true);
    assertThat(hex(script.next())).isEqualTo("0000000804d2162f");
    assertThat(words(script.hears("S"))).isEqualTo("encrypt");
    assertThat(hex(script.next())).isEqualTo(STARTUP);
    Script plain = script(Optional.of("ann"), true);
    plain.next();
    assertThat(words(plain.hears("N"))).isEqualTo("FAILED the server does not speak TLS");
  }

  @Test
  void tellsServersThatTurnAwayFromThoseThatCannotServe() {
    assertThat(words(error("SFATAL\0C28000\0Mrole \"ann\" does not exist\0\0")))
        .isEqualTo("OK answers 28000 role \"ann\" does not exist");
    assertThat(words(error("SFATAL\0C57P03\0Mthe database system is starting up\0\0")))
        .isEqualTo("FAILED 57P03 the database system is starting up");
    assertThat(words(error("C53300\0Mtoo many clients\0\0")))
        .isEqualTo("FAILED 53300 too many clients");
    assertThat(words(error("no end"))).startsWith("FAILED");
  }

  @Test
  void tellsOtherProtocolsApart() {
    Script script = script(Optional.of("ann"), false);
    script.next();
    assertThat(words(script.hears("HTTP/1.1")))
        .isEqualTo("FAILED no PostgreSQL: answers 485454502f");
    Script ssl = script(Optional.empty(), false);
    ssl.next();
    assertThat(words(ssl.hears("2"))).isEqualTo("FAILED no PostgreSQL: answers 2");
    Script huge = script(Optional.of("ann"), false);
    huge.next();
    assertThat(words(huge.hears("E\177\0\0\0"))).startsWith("FAILED no PostgreSQL");
  }

  private static org.lvsdirector.healthcheck.dialogue.Step error(String fields) {
    Script script = script(Optional.of("ann"), false);
    script.next();
    return script.hears("E\0\0\0" + (char) (4 + fields.length()) + fields);
  }

  private static Script script(Optional<String> user, boolean tls) {
    return new Script(new PostgresDialogue(user, user.map(it -> "shop"), tls));
  }
}

package org.lvsdirector.healthcheck.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class EchoTest {
  private static final long PAYLOAD = 0x1122334455667788L;
  private static final String IP_HEAD = "45000024000040004001000000000000" + "c0000201";

  @Test
  void asks() {
    assertThat(ByteBufUtil.hexDump(new Echo(false, false, PAYLOAD).question()))
        .isEqualTo(
            "0800" // echo request
                + "6f21" // checksum
                + "7788" // identifier
                + "0001" // sequence
                + "1122334455667788");
    assertThat(ByteBufUtil.hexDump(new Echo(true, false, PAYLOAD).question()))
        .isEqualTo("8000" + "0000" + "7788" + "0001" + "1122334455667788");
  }

  @Test
  void knowsItsReplyByThePayload() {
    Echo ping = new Echo(false, false, PAYLOAD);
    assertThat(words(ping, "0000" + "0000" + "abcd" + "0001" + "1122334455667788"))
        .contains("OK answered");
    assertThat(words(ping, "0000" + "0000" + "7788" + "0001" + "1122334455667789")).isEmpty();
    assertThat(words(ping, "0800" + "0000" + "7788" + "0001" + "1122334455667788"))
        .as("its own request, on the loopback")
        .isEmpty();
    assertThat(words(ping, "0000")).isEmpty();
    assertThat(words(ping, "")).isEmpty();
  }

  @Test
  void rawSocketsGiveTheHeaderToo() {
    Echo raw = new Echo(false, true, PAYLOAD);
    assertThat(words(raw, IP_HEAD + "0000" + "0000" + "7788" + "0001" + "1122334455667788"))
        .contains("OK answered");
    assertThat(words(raw, "")).isEmpty();
    assertThat(words(raw, "4f")).isEmpty();
    Echo six = new Echo(true, true, PAYLOAD);
    assertThat(words(six, "8100" + "0000" + "7788" + "0001" + "1122334455667788"))
        .contains("OK answered");
  }

  private static Optional<String> words(Echo echo, String hex) {
    return echo.answer(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex))).map(Script::words);
  }
}

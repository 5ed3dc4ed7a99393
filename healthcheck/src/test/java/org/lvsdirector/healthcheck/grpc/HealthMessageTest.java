package org.lvsdirector.healthcheck.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;
import org.lvsdirector.healthcheck.exchange.Answer;

class HealthMessageTest {
  @Test
  void asksForTheServerOrAService() {
    assertThat(ByteBufUtil.hexDump(HealthMessage.request(""))).isEqualTo("0000000000");
    assertThat(ByteBufUtil.hexDump(HealthMessage.request("a.B")))
        .isEqualTo(
            "00" // not compressed
                + "00000005"
                + "0a03612e42"); // field 1, 3 bytes
    assertThat(ByteBufUtil.hexDump(HealthMessage.request("x".repeat(200))))
        .startsWith("00000000cb" + "0ac801" + "78");
  }

  @Test
  void readsTheStatus() {
    assertThat(status("00" + "00000002" + "0801")).hasValue(1);
    assertThat(status("00" + "00000000")).as("the default is left out").hasValue(0);
    assertThat(status("00" + "00000002" + "0802" + "ffff")).as("more behind it").hasValue(2);
    assertThat(
            status(
                "00"
                    + "00000014"
                    + "1203616263" // field 2, 3 bytes
                    + "1d01020304" // field 3, fixed 32
                    + "2101020304" // field 4, fixed 64
                    + "05060708"
                    + "0801"))
        .isEmpty();
    assertThat(status("00" + "00000009" + "1203616263" + "2001" + "0801")).hasValue(1);
  }

  @Test
  void refusesWhatIsMalformed() {
    for (String malformed :
        new String[] {
          "",
          "00000000",
          "0000000002",
          "000000000208",
          "01000000020801",
          "00ffffffff0801",
          "000000000108",
          "00000000020880",
          "0000000003120561",
          "00000000020b01",
          "000000000b08ffffffffffffffffffff"
        }) {
      assertThat(status(malformed)).as(malformed).isEmpty();
    }
  }

  @Test
  void judgesTheCallBeforeTheService() {
    assertThat(judge("grpc-status", "0", "00000000020801")).isEqualTo("OK SERVING");
    assertThat(judge("grpc-status", "0", "00000000020802")).isEqualTo("FAILED NOT_SERVING");
    assertThat(judge("grpc-status", "0", "0000000000")).isEqualTo("FAILED UNKNOWN");
    assertThat(judge("grpc-status", "0", "00000000020809")).isEqualTo("FAILED status 9");
    assertThat(judge("grpc-status", "0", ""))
        .isEqualTo("FAILED the answer is no HealthCheckResponse");
    assertThat(judge("grpc-status", "5", "")).isEqualTo("FAILED grpc-status 5, no such service");
    assertThat(judge("x", "y", "00000000020801"))
        .isEqualTo("FAILED no gRPC: an answer without grpc-status");
  }

  @Test
  void aCallThatFailsAtOnceHasTheStatusInItsHead() {
    HttpHeaders head = new DefaultHttpHeaders();
    head.set("grpc-status", "12").set("grpc-message", "no such method");
    Answer answer = new Answer(200, head, Unpooled.EMPTY_BUFFER, new DefaultHttpHeaders());
    assertThat(Script.words(HealthAnswer.judge(answer)))
        .isEqualTo("FAILED grpc-status 12, the server has no health service: no such method");
    Answer error =
        new Answer(404, new DefaultHttpHeaders(), Unpooled.EMPTY_BUFFER, new DefaultHttpHeaders());
    assertThat(Script.words(HealthAnswer.judge(error))).isEqualTo("FAILED HTTP status 404");
  }

  private static String judge(String name, String value, String body) {
    HttpHeaders trailers = new DefaultHttpHeaders().set(name, value);
    return Script.words(
        HealthAnswer.judge(
            new Answer(
                200,
                new DefaultHttpHeaders(),
                Unpooled.wrappedBuffer(HexFormat.of().parseHex(body)),
                trailers)));
  }

  private static OptionalLong status(String hex) {
    return HealthMessage.status(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex)));
  }
}

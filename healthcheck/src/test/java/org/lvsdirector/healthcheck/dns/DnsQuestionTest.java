package org.lvsdirector.healthcheck.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.dialogue.Script;

class DnsQuestionTest {
  private static final int ID = 0x1234;

  /** www.example.com as labels. */
  private static final String NAME = "03777777076578616d706c6503636f6d00";

  private static final String ANSWER =
      "1234" // number
          + "8180" // response, recursion desired and available
          + "0001" // one question
          + "0003" // three answers
          + "00000000"
          + NAME
          + "00010001" // A, IN
          + "c00c" // www.example.com
          + "00050001" // CNAME, IN
          + "0000003c0006" // ttl, length
          + "03776562c010" // web.example.com
          + "c02d" // web.example.com
          + "00010001"
          + "0000003c0004"
          + "c0000201" // 192.0.2.1
          + "c02d"
          + "00010001"
          + "0000003c0004"
          + "c0000202"; // 192.0.2.2

  @Test
  void asks() {
    assertThat(ByteBufUtil.hexDump(a().question()))
        .isEqualTo("1234" + "0100" + "0001000000000000" + NAME + "00010001");
    assertThat(ByteBufUtil.hexDump(ask("", RecordType.NS).question()))
        .isEqualTo("12340100000100000000000000" + "00020001");
  }

  @Test
  void readsAddressesBehindAnAlias() {
    assertThat(words(a(), ANSWER)).contains("OK NOERROR 192.0.2.1, 192.0.2.2");
    assertThat(words(a("192.0.2.2"), ANSWER)).contains("OK NOERROR 192.0.2.1, 192.0.2.2");
    assertThat(words(a("192.0.2.2", "192.0.2.9"), ANSWER))
        .contains("FAILED NOERROR 192.0.2.1, 192.0.2.2, expected 192.0.2.9");
  }

  @Test
  void readsEveryTypeOfRecord() {
    assertThat(record(RecordType.AAAA, "20010db8000000000000000000000001", "2001:DB8::1"))
        .contains("OK NOERROR 2001:db8:0:0:0:0:0:1");
    assertThat(record(RecordType.MX, "000a046d61696cc010", "10 Mail.example.com."))
        .contains("OK NOERROR 10 mail.example.com");
    assertThat(record(RecordType.NS, "026e73c010", "ns.example.com"))
        .contains("OK NOERROR ns.example.com");
    assertThat(record(RecordType.PTR, "c00c", "www.example.com"))
        .contains("OK NOERROR www.example.com");
    assertThat(record(RecordType.TXT, "026869" + "0120" + "03796f75", "hi you"))
        .contains("OK NOERROR hi you");
    assertThat(record(RecordType.SRV, "000100020050c00c", "1 2 80 www.example.com."))
        .contains("OK NOERROR 1 2 80 www.example.com");
    assertThat(
            record(
                RecordType.SOA,
                "026e73c010" + "0161c010" + "00000007" + "00000001".repeat(4),
                "ns.example.com a.example.com 7 1 1 1 1"))
        .contains("OK NOERROR ns.example.com a.example.com 7 1 1 1 1");
  }

  @Test
  void judgesTheCode() {
    String refused = "1234" + "8105" + "0001000000000000" + NAME + "00010001";
    assertThat(words(a(), refused)).contains("FAILED REFUSED, expected NOERROR");
    String nameless = "1234" + "8182" + "0000000000000000";
    assertThat(words(a(), nameless)).contains("FAILED SERVFAIL, expected NOERROR");
    DnsProbe absent = probe("www.example.com", RecordType.A, List.of(), ResponseCode.NXDOMAIN);
    String missing = "1234" + "8183" + "0001000000000000" + NAME + "00010001";
    assertThat(words(new DnsQuestion(absent, ID), missing)).contains("OK NXDOMAIN");
    String empty = "1234" + "8180" + "0001000000000000" + NAME + "00010001";
    assertThat(words(a(), empty)).contains("FAILED no A record of www.example.com");
  }

  @Test
  void takesNoAnswerForAnotherQuestionsAnswer() {
    assertThat(words(a(), ANSWER.replaceFirst("1234", "1235"))).as("number").isEmpty();
    assertThat(words(a(), ANSWER.replaceFirst("8180", "0180"))).as("a question").isEmpty();
    assertThat(words(ask("www.example.org", RecordType.A), ANSWER)).as("name").isEmpty();
    assertThat(words(ask("www.example.com", RecordType.MX), ANSWER)).as("type").isEmpty();
    assertThat(words(ask("WWW.Example.com", RecordType.A), ANSWER)).as("case").isPresent();
    assertThat(words(a(), "12348180" + "0000000000000000")).as("no question").isEmpty();
  }

  @Test
  void noticesTruncation() {
    DnsQuestion question = a();
    assertThat(words(question, ANSWER.replaceFirst("8180", "8380")))
        .contains("FAILED the answer is truncated");
    assertThat(question.isTruncated()).isTrue();
  }

  @Test
  void refusesWhatIsMalformed() {
    byte[] whole = HexFormat.of().parseHex(ANSWER);
    for (int length = 0; length < whole.length; length++) {
      Optional<String> words = words(a(), HexFormat.of().formatHex(Arrays.copyOf(whole, length)));
      assertThat(words.orElse("FAILED")).as(length + " bytes").startsWith("FAILED");
    }
    assertThat(words(a(), ANSWER.replaceFirst("c00c", "c0ff")))
        .contains("FAILED no DNS: a name points forwards");
    assertThat(words(a(), ANSWER.replaceFirst("c00c", "c021")))
        .contains("FAILED no DNS: a name points forwards");
    assertThat(words(a(), ANSWER.replaceFirst("0004c0000201", "0003c0000201")))
        .contains("FAILED no DNS: an address of 3 bytes");
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = whole.clone();
      changed[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt(256);
      changed[2 + random.nextInt(whole.length - 2)] = (byte) random.nextInt(256);
      words(a(), HexFormat.of().formatHex(changed)).ifPresent(it -> assertThat(it).isNotEmpty());
    }
  }

  @Test
  void asksOverTcpToo() {
    Script script = new Script(a());
    assertThat(Script.hex(script.next())).startsWith("0021" + "1234");
    assertThat(Script.words(script.next())).isEqualTo("await no answer over TCP");
    byte[] whole = HexFormat.of().parseHex("%04x".formatted(ANSWER.length() / 2) + ANSWER);
    assertThat(Script.words(script.hears(Arrays.copyOf(whole, 40))))
        .isEqualTo("await no answer over TCP");
    assertThat(Script.words(script.hears(Arrays.copyOfRange(whole, 40, whole.length))))
        .startsWith("OK NOERROR");
  }

  private static Optional<String> record(RecordType type, String data, String expected) {
    String answer =
        "1234"
            + "8180"
            + "0001000100000000"
            + NAME
            + "%04x0001".formatted(type.number())
            + "c00c"
            + "%04x0001".formatted(type.number())
            + "0000003c"
            + "%04x".formatted(data.length() / 2)
            + data;
    DnsProbe probe = probe("www.example.com", type, List.of(expected), ResponseCode.NOERROR);
    return words(new DnsQuestion(probe, ID), answer);
  }

  private static Optional<String> words(DnsQuestion question, String hex) {
    return question.answer(Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex))).map(Script::words);
  }

  private static DnsQuestion a(String... answers) {
    return new DnsQuestion(
        probe("www.example.com", RecordType.A, List.of(answers), ResponseCode.NOERROR), ID);
  }

  private static DnsQuestion ask(String name, RecordType type) {
    return new DnsQuestion(probe(name, type, List.of(), ResponseCode.NOERROR), ID);
  }

  private static DnsProbe probe(
      String name, RecordType type, List<String> answers, ResponseCode code) {
    return new DnsProbe(name, type, answers, code, DnsProbe.Transport.UDP);
  }
}

package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.netlink.ScriptedChannel.ack;
import static org.lvsdirector.netlink.ScriptedChannel.message;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NetlinkSocketTest {
  private static final int DATA = 20;
  private static final int DONE = StructNlMsgHdr.NLMSG_DONE;
  private static final int MULTI = StructNlMsgHdr.NLM_F_MULTI;
  private static final int CAPPED = StructNlMsgHdr.NLM_F_CAPPED;
  private static final int TLVS = StructNlMsgHdr.NLM_F_ACK_TLVS;
  private static final String NO_ERROR = "00000000";

  private final ScriptedChannel kernel = new ScriptedChannel();
  private final NetlinkSocket socket = new NetlinkSocket(kernel, Duration.ofMillis(200));

  @Test
  void sendsTheRequestWithItsLengthFlagsAndSequenceNumber() throws Exception {
    kernel.answers(ack(1, 0));
    socket.execute(request(7));
    assertThat(kernel.sent())
        .containsExactly(
            Hex.digits(
                """
                14000000 // length 20
                1400     // type 20
                0500     // NLM_F_REQUEST | NLM_F_ACK
                01000000 // sequence number
                00000000 // port: the kernel fills it in
                07000000 // payload
                """));
  }

  @Test
  void aRefusalNamesErrnoRequestAndTheKernelsText() {
    String refusal =
        Hex.digits(
            """
            eaffffff                         // -22, EINVAL
            14000000 1400 0500 01000000 00000000 // header of the request
            0f00 0100 6261642070726566697800 00  // NLMSGERR_ATTR_MSG "bad prefix"
            0800 0200 10000000               // NLMSGERR_ATTR_OFFS
            """);
    kernel.answers(message(StructNlMsgHdr.NLMSG_ERROR, CAPPED | TLVS, 1, refusal));
    assertThatThrownBy(() -> socket.execute(request(7)))
        .isInstanceOfSatisfying(
            NetlinkException.class,
            e -> {
              assertThat(e)
                  .hasMessage("request 7: EINVAL (Invalid argument), the kernel says: bad prefix");
              assertThat(e.errno()).isEqualTo(Errno.EINVAL);
              assertThat(e.kernelText()).isEqualTo("bad prefix");
              assertThat(e.request()).isEqualTo("request 7");
            });
  }

  @Test
  void aRefusalThatQuotesTheWholeRequestIsUnderstood() {
    String refusal =
        Hex.digits(
            """
            feffffff                             // -2, ENOENT
            14000000 1400 0500 01000000 00000000 // the request: header
            07000000                             // the request: payload
            0700 0100 6e6f00 00                  // NLMSGERR_ATTR_MSG "no"
            """);
    kernel.answers(message(StructNlMsgHdr.NLMSG_ERROR, TLVS, 1, refusal));
    assertThatThrownBy(() -> socket.execute(request(7)))
        .hasMessage("request 7: ENOENT (No such file or directory), the kernel says: no");
  }

  @Test
  void passesOverForeignMessages() throws Exception {
    kernel
        .foreign(4711, ack(1, 1))
        .answers(ack(99, 1))
        .answers(message(StructNlMsgHdr.NLMSG_ERROR, CAPPED, 1, 4711, "ff".repeat(20)))
        .answers(message(StructNlMsgHdr.NLMSG_NOOP, 0, 1, ""))
        .answers(message(DATA, MULTI, 1, "2a000000"), ack(1, 0));
    assertThat(socket.query(request(7), NetlinkSocketTest::number)).containsExactly(42);
  }

  @Test
  void aLateAnswerToAnEarlierRequestIsNotTakenForTheNext() throws Exception {
    assertThatThrownBy(() -> socket.execute(request(1)))
        .hasMessageContaining("request 1: no answer from the kernel within");
    kernel.answers(ack(1, 1)).answers(ack(2, 0));
    socket.execute(request(2));
  }

  @Test
  void doesNotWaitForEverAmongForeignMessages() {
    kernel.floodedBy(4711);
    assertThatThrownBy(() -> socket.execute(request(1)))
        .hasMessage("request 1: no answer from the kernel within 200 ms");
  }

  @Test
  void aDumpEndsWithDone() throws Exception {
    kernel
        .answers(message(DATA, MULTI, 1, "01000000"), message(DATA, MULTI, 1, "02000000"))
        .answers(message(DATA, MULTI, 1, "03000000"))
        .answers(message(DONE, MULTI, 1, NO_ERROR));
    assertThat(socket.dump(request(7), NetlinkSocketTest::number)).containsExactly(1, 2, 3);
  }

  @Test
  void aDumpMayEndWithAnError() {
    kernel.answers(message(DATA, MULTI, 1, "01000000"), message(DONE, MULTI, 1, "a1ffffff"));
    assertThatThrownBy(() -> socket.dump(request(7), NetlinkSocketTest::number))
        .hasMessageContaining("EOPNOTSUPP");
  }

  @Test
  void anInterruptedDumpAndAnOverrunStartAgain() throws Exception {
    int interrupted = MULTI | StructNlMsgHdr.NLM_F_DUMP_INTR;
    kernel
        .answers(message(DATA, MULTI, 1, "01000000"), message(DONE, interrupted, 1, NO_ERROR))
        .answers(message(DATA, MULTI, 2, "02000000"))
        .fails(Errno.ENOBUFS)
        .answers(message(StructNlMsgHdr.NLMSG_OVERRUN, 0, 3, ""))
        .answers(message(DATA, MULTI, 4, "04000000"), message(DONE, MULTI, 4, NO_ERROR));
    assertThat(socket.dump(request(7), NetlinkSocketTest::number)).containsExactly(4);
    assertThat(kernel.sent()).hasSize(4);
  }

  @Test
  void givesUpOnATableThatNeverHoldsStill() {
    for (int seq = 1; seq <= 20; seq++) {
      kernel.answers(message(DONE, MULTI | StructNlMsgHdr.NLM_F_DUMP_INTR, seq, NO_ERROR));
    }
    assertThatThrownBy(() -> socket.dump(request(7), NetlinkSocketTest::number))
        .hasMessageContaining("the table changed during each of 8 dumps");
  }

  @Test
  void aBatchTellsWhichRequestsFailed() throws Exception {
    List<NetlinkRequest> requests = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      requests.add(request(i));
    }
    kernel.answers(ack(3, 17)).answers(ack(64, 0)).answers(ack(100, 2));
    List<Optional<NetlinkException>> results = socket.batch(requests);
    assertThat(kernel.sent()).hasSize(2);
    assertThat(kernel.sent().get(0))
        .as("only the last is acknowledged: NLM_F_REQUEST, then NLM_F_ACK too")
        .startsWith("14000000140001000100000000000000")
        .contains("14000000140001003f00000000000000")
        .contains("14000000140005004000000000000000");
    assertThat(results).hasSize(100);
    assertThat(results.get(2).orElseThrow()).hasMessage("request 2: EEXIST (File exists)");
    assertThat(results.get(99).orElseThrow().errno()).isEqualTo(Errno.ENOENT);
    assertThat(results.stream().filter(Optional::isPresent)).hasSize(2);
  }

  @Test
  void aBatchIsCutWhereTheBufferIsFull() throws Exception {
    List<NetlinkRequest> requests = List.of(large(30_000), large(30_000), large(30_000));
    kernel.answers(ack(2, 0)).answers(ack(3, 0));
    assertThat(socket.batch(requests)).allMatch(Optional::isEmpty);
    assertThat(kernel.sent()).hasSize(2);
    assertThatThrownBy(() -> socket.batch(List.of(large(70_000)))).hasMessageContaining("EMSGSIZE");
    assertThatThrownBy(() -> socket.execute(large(70_000))).hasMessageContaining("EMSGSIZE");
  }

  @Test
  void truncatedAnswersAreErrorsAtEveryLength() {
    String whole = message(DATA, MULTI, 1, "01000000") + message(DONE, MULTI, 1, NO_ERROR);
    for (int length = 0; length < whole.length() / 2; length++) {
      ScriptedChannel short1 = new ScriptedChannel().answers(whole.substring(0, 2 * length));
      NetlinkSocket shorted = new NetlinkSocket(short1, Duration.ofSeconds(1));
      assertThatThrownBy(() -> shorted.dump(request(7), NetlinkSocketTest::number))
          .isInstanceOf(NetlinkException.class);
    }
  }

  @Test
  void garbageIsAnErrorWithAHexDump() {
    kernel.answers("deadbeef".repeat(5));
    assertThatThrownBy(() -> socket.execute(request(7)))
        .isInstanceOf(NetlinkException.class)
        .hasMessageContaining("can not be decoded from 20 bytes:")
        .hasMessageContaining("0000  de ad be ef de ad be ef");
  }

  @Test
  void randomBytesNeverCauseAnythingButANetlinkException() {
    Random random = new Random(20);
    for (int i = 0; i < 3000; i++) {
      byte[] payload = new byte[random.nextInt(48)];
      random.nextBytes(payload);
      String answer =
          message(random.nextInt(6), random.nextInt(0x400), 1, HexFormat.of().formatHex(payload));
      NetlinkSocket fuzzed =
          new NetlinkSocket(new ScriptedChannel().answers(answer), Duration.ofSeconds(1));
      try {
        fuzzed.dump(request(7), NetlinkSocketTest::number);
      } catch (NetlinkException expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
  }

  private static Optional<Integer> number(int type, ByteBuffer payload) throws NetlinkException {
    assertThat(type).isNotEqualTo(DONE);
    if (payload.remaining() < 4) {
      throw NetlinkException.malformed("a number", payload);
    }
    return Optional.of(payload.getInt());
  }

  private static NetlinkRequest request(int number) {
    return new NetlinkRequest(DATA, 0, "request " + number, to -> to.putInt(number));
  }

  private static NetlinkRequest large(int size) {
    return new NetlinkRequest(DATA, 0, "request of " + size, to -> to.put(new byte[size]));
  }
}

package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;

class ConntrackMessageTest {
  private static final String ENTRY =
      """
      02 00 0000                // nfgen_family AF_INET, version 0, res_id
      3400 0180                 // CTA_TUPLE_ORIG, nested
        1400 0180               //   CTA_TUPLE_IP
          0800 0100 0a010002    //     CTA_IP_V4_SRC 10.1.0.2
          0800 0200 0a010064    //     CTA_IP_V4_DST 10.1.0.100
        1c00 0280               //   CTA_TUPLE_PROTO
          0500 0100 06 000000   //     CTA_PROTO_NUM 6
          0600 0200 9c41 0000   //     CTA_PROTO_SRC_PORT 40001
          0600 0300 0050 0000   //     CTA_PROTO_DST_PORT 80
      3400 0280                 // CTA_TUPLE_REPLY
        1400 0180
          0800 0100 0a020002    //     10.2.0.2
          0800 0200 0a020009    //     10.2.0.9
        1c00 0280
          0500 0100 06 000000
          0600 0200 1f90 0000   //     8080
          0600 0300 9c41 0000   //     40001
      0800 0700 00000078        // CTA_TIMEOUT 120
      1000 1480                 // CTA_TIMESTAMP
        0c00 0100 17979cfe362a0000 // CTA_TIMESTAMP_START, ns since 1970
      """;

  @Test
  void asksForTheConnectionsAnsweredToAnAddress() {
    assertThat(
            Hex.of(
                ConntrackMessage.dumpRepliesTo(Addresses.parse("10.2.0.9").orElseThrow()),
                StructNlMsgHdr.NLM_F_REQUEST | StructNlMsgHdr.NLM_F_DUMP))
        .isEqualTo(
            Hex.digits(
                """
                38000000 0101 0103 01000000 00000000 // IPCTNL_MSG_CT_GET, dump
                02 00 0000                           // AF_INET
                1000 0280                            // CTA_TUPLE_REPLY
                  0c00 0180 0800 0200 0a020009       //   CTA_TUPLE_IP, CTA_IP_V4_DST
                1400 1980                            // CTA_FILTER
                  0800 0100 00000000                 //   CTA_FILTER_ORIG_FLAGS
                  0800 0200 02000000                 //   CTA_FILTER_REPLY_FLAGS: IP_DST
                """));
  }

  @Test
  void readsBothDirections() throws Exception {
    assertThat(decode(Hex.bytes(ENTRY)))
        .contains(
            new TrackedConnection(
                Protocol.TCP,
                endpoint("10.1.0.2:40001"),
                endpoint("10.1.0.100:80"),
                endpoint("10.2.0.2:8080"),
                endpoint("10.2.0.9:40001"),
                120,
                Optional.of(Instant.ofEpochSecond(0, 0x17979cfe362a0000L))));
  }

  @Test
  void leavesOutProtocolsWithoutPortsAndRefusesWhatIsCutOff() throws Exception {
    ByteBuffer whole = Hex.bytes(ENTRY);
    assertThat(decode(Hex.bytes(ENTRY.replace("0500 0100 06", "0500 0100 01")))).isEmpty();
    for (int length : new int[] {0, 3, 6, 20, 55, 60, 100}) {
      assertThatThrownBy(() -> decode(whole.slice(0, length).order(whole.order())))
          .as("%d bytes", length)
          .isInstanceOf(NetlinkException.class);
    }
  }

  private static Optional<TrackedConnection> decode(ByteBuffer payload) throws NetlinkException {
    return ConntrackMessage.decode(ConntrackMessage.IPCTNL_MSG_CT_NEW, payload);
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }
}

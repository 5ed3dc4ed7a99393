package org.lvsdirector.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.netlink.ScriptedChannel.ack;
import static org.lvsdirector.netlink.ScriptedChannel.message;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GenericNetlinkTest {
  private static final String FAMILY_28 =
      Hex.digits(
          """
          01020000                 // genlmsghdr: CTRL_CMD_NEWFAMILY, version 2
          09000200 49505653 00000000 // CTRL_ATTR_FAMILY_NAME IPVS
          06000100 1c000000        // CTRL_ATTR_FAMILY_ID 28
          08000300 01000000        // CTRL_ATTR_VERSION 1
          """);

  private final ScriptedChannel kernel = new ScriptedChannel();

  @Test
  void asksForTheFamilyAndUsesItsNumber() throws Exception {
    kernel.answers(message(0x10, 0, 1, FAMILY_28)).answers(ack(1, 0));
    GenericNetlink netlink = open();
    kernel.answers(ack(2, 0));
    netlink.execute(netlink.request(14, "a request", to -> to.u32(1, 7)));
    assertThat(kernel.sent())
        .containsExactly(
            Hex.digits(
                """
                20000000 1000 0500 01000000 00000000 // GENL_ID_CTRL, REQUEST|ACK
                03020000                             // CTRL_CMD_GETFAMILY
                09000200 49505653 00 000000          // CTRL_ATTR_FAMILY_NAME IPVS
                """),
            Hex.digits(
                """
                1c000000 1c00 0500 02000000 00000000 // family 28, REQUEST|ACK
                0e010000                             // command 14, version 1
                08000100 07000000                    // attribute 1
                """));
  }

  @Test
  void passesOverAnswersOfOtherFamilies() throws Exception {
    kernel.answers(message(0x10, 0, 1, FAMILY_28)).answers(ack(1, 0));
    GenericNetlink netlink = open();
    kernel.answers(message(29, 0, 2, "00000000"), message(28, 0, 2, "0e010000"), ack(2, 0));
    assertThat(netlink.query(netlink.request(14, "info", to -> {}), a -> Optional.of(a.all())))
        .hasSize(1);
  }

  @Test
  void anAbsentFamilyIsAnError() {
    kernel.answers(ack(1, 2));
    assertThatThrownBy(this::open).hasMessageContaining("CTRL_CMD_GETFAMILY IPVS: ENOENT");
    assertThatThrownBy(() -> GenericNetlink.open("no such family", 1))
        .hasMessageContaining("CTRL_CMD_GETFAMILY no such family: ENOENT");
  }

  private GenericNetlink open() throws NetlinkException {
    return GenericNetlink.open(new NetlinkSocket(kernel, Duration.ofSeconds(1)), "IPVS", 1);
  }
}

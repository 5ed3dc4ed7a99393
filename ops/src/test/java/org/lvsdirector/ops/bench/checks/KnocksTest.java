package org.lvsdirector.ops.bench.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class KnocksTest {
  private static final long SECOND = 1_000_000;

  private final ByteBuffer capture =
      ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder()).putInt(0xa1b2c3d4).position(24);

  @Test
  void checksAreCountedAndTimedByTheFirstSynOfEachConnection() throws IOException {
    syn(1, 10, 4000, 5 * SECOND);
    syn(1, 10, 4000, 6 * SECOND); // the same SYN again
    syn(1, 11, 4001, 7 * SECOND);
    syn(1, 10, 4002, 15 * SECOND + 30_000);
    syn(1, 11, 4003, 16 * SECOND); // early
    syn(1, 10, 4004, 25 * SECOND + 35_000);
    Knocks knocks = Knocks.read(capture.flip());
    assertThat(knocks.full()).isEqualTo(7 * SECOND);
    assertThat(knocks.count(0, 100 * SECOND)).isEqualTo(5);
    assertThat(knocks.count(7 * SECOND, 16 * SECOND)).isEqualTo(2);
    assertThat(knocks.lateness(0, 100 * SECOND, 10 * SECOND)).containsExactly(0, 5_000, 30_000);
    assertThat(knocks.lateness(20 * SECOND, 30 * SECOND, 10 * SECOND)).containsExactly(5_000);
  }

  @Test
  void aCaptureThatWasCutShortIsReadAsFarAsItGoes() throws IOException {
    syn(1, 10, 4000, SECOND);
    syn(1, 10, 4001, 2 * SECOND);
    capture.flip().limit(capture.limit() - 1);
    assertThat(Knocks.read(capture).count(0, 9 * SECOND)).isEqualTo(1);
  }

  @Test
  void whatIsNoCaptureIsRefused() {
    assertThatThrownBy(() -> Knocks.read(ByteBuffer.allocate(100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no capture");
  }

  @Test
  void aShareOfFigures() {
    assertThat(Knocks.atMost(0.99, new long[] {})).isZero();
    assertThat(Knocks.atMost(0.5, new long[] {1, 2, 3, 4})).isEqualTo(2);
    assertThat(Knocks.atMost(0.99, new long[] {1, 2, 3, 4})).isEqualTo(4);
    assertThat(Knocks.atMost(1, new long[] {1, 2, 3, 4})).isEqualTo(4);
  }

  /** A packet from 192.0.2.1 to 10.64.net.host: Ethernet, IPv4 without options, TCP. */
  private void syn(int net, int host, int port, long micros) {
    capture.putInt((int) (micros / SECOND)).putInt((int) (micros % SECOND)).putInt(54).putInt(54);
    byte[] packet = new byte[54];
    packet[14] = 0x45;
    packet[30] = 10;
    packet[31] = 64;
    packet[32] = (byte) net;
    packet[33] = (byte) host;
    packet[34] = (byte) (port >> 8);
    packet[35] = (byte) port;
    capture.put(packet);
  }
}

package org.lvsdirector.healthcheck.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.dns.DnsProbe.Transport;
import org.lvsdirector.healthcheck.testing.Watches;

class DnsProberTest {
  private final Vertx vertx = Vertx.vertx();
  private final DnsProber prober = new DnsProber(vertx);
  private int port;

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void asksByUdp() throws Exception {
    overUdp(DnsProberTest::answer);
    ProbeResult result = probe(Transport.UDP, 5000);
    assertThat(result.ok()).as(result.text()).isTrue();
    assertThat(result.text())
        .matches("DNS A lb\\.test on 127\\.0\\.0\\.1:\\d+: NOERROR 192\\.0\\.2\\.1 after \\d+ ms");
  }

  @Test
  void asksByTcpWhatIsTooLongForUdp() throws Exception {
    overUdp(asked -> answer(asked).setByte(2, (byte) 0x83));
    ProbeResult untold = probe(Transport.UDP, 5000);
    assertThat(untold.outcome()).as("nobody listens on TCP").isEqualTo(Outcome.FAILED);
    assertThat(untold.text()).contains("connection refused");
    overTcp();
    ProbeResult result = probe(Transport.UDP, 5000);
    assertThat(result.ok()).as(result.text()).isTrue();
  }

  @Test
  void asksBothWays() throws Exception {
    overUdp(DnsProberTest::answer);
    assertThat(probe(Transport.BOTH, 5000).text()).contains("connection refused");
    overTcp();
    assertThat(probe(Transport.BOTH, 5000).ok()).isTrue();
    assertThat(probe(Transport.TCP, 5000).ok()).isTrue();
  }

  @Test
  void waitsOnWhenItIsLiedTo() throws Exception {
    overUdp(asked -> answer(asked).setByte(0, (byte) (asked.getByte(0) ^ 1)));
    assertThat(probe(Transport.UDP, 300).text())
        .endsWith(": no answer but 1 datagram(s) that are none within 300 ms");
    overUdp(asked -> answer(asked).setByte(13, (byte) 'x'));
    assertThat(probe(Transport.UDP, 300).text()).contains("no answer but 1 datagram(s)");
  }

  @Test
  void refusesNonsense() throws Exception {
    overUdp(asked -> asked.getBuffer(0, 2).appendString("\201\200nonsense"));
    ProbeResult result = probe(Transport.UDP, 1000);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
  }

  private void overUdp(UnaryOperator<Buffer> server) throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // One that overTcp can have too, which a port that is free for UDP need not be.
      port = free.getLocalPort();
    }
    DatagramSocket socket = Await.get(vertx.createDatagramSocket().listen(port, "127.0.0.1"));
    socket.handler(
        asked ->
            socket.send(server.apply(asked.data()), asked.sender().port(), asked.sender().host()));
  }

  private void overTcp() throws Exception {
    Await.get(
        vertx
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        asked -> {
                          Buffer answer = answer(asked.getBuffer(2, asked.length()));
                          socket.write(
                              Buffer.buffer()
                                  .appendUnsignedShort(answer.length())
                                  .appendBuffer(answer));
                        }))
            .listen(port, "127.0.0.1"));
  }

  /** The question with an address behind it. */
  private static Buffer answer(Buffer asked) {
    Buffer answer = asked.copy();
    answer.setUnsignedShort(2, 0x8180).setUnsignedShort(6, 1);
    return answer
        .appendUnsignedShort(0xc00c)
        .appendUnsignedShort(1)
        .appendUnsignedShort(1)
        .appendInt(60)
        .appendUnsignedShort(4)
        .appendInt(0xc0000201);
  }

  private ProbeResult probe(Transport transport, int timeoutMillis) throws Exception {
    DnsProbe probe =
        new DnsProbe(
            "lb.test", RecordType.A, List.of("192.0.2.1"), ResponseCode.NOERROR, transport);
    return Await.get(prober.probe(Watches.of(port, probe, timeoutMillis)));
  }
}

package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.datagram.UdpProbe;
import org.lvsdirector.healthcheck.dns.DnsProbe;
import org.lvsdirector.healthcheck.dns.DnsProbe.Transport;
import org.lvsdirector.healthcheck.dns.RecordType;
import org.lvsdirector.healthcheck.dns.ResponseCode;
import org.lvsdirector.healthcheck.text.Regex;

/** dns and udp against Unbound. */
@Tag("lab")
class UnboundIT {
  private static final String CONFIGURATION =
      """
      server:
        directory: "%1$s"
        chroot: ""
        username: ""
        pidfile: ""
        use-syslog: no
        do-daemonize: no
        num-threads: 1
        interface: 127.0.0.1@%2$d
        local-zone: "lb.test." static
        local-data: "lb.test. 60 IN SOA ns.lb.test. admin.lb.test. 7 1 1 1 1"
        local-data: "lb.test. 60 IN NS ns.lb.test."
        local-data: "lb.test. 60 IN MX 10 mx.lb.test."
        local-data: "www.lb.test. 60 IN A 192.0.2.1"
        local-data: "www.lb.test. 60 IN A 192.0.2.2"
        local-data: "www.lb.test. 60 IN AAAA 2001:db8::1"
        local-data: "_http._tcp.lb.test. 60 IN SRV 1 2 80 www.lb.test."
        local-data: '1.2.0.192.in-addr.arpa. 60 IN PTR www.lb.test.'
      %3$s
      remote-control:
        control-enable: no
      """;

  @TempDir static Path folder;
  private static int port;
  private static RealServer unbound;
  private static Probing probing;

  @BeforeAll
  static void start() throws Exception {
    port = RealServer.freePort();
    StringBuilder texts = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      texts.append(
          "  local-data: 'long.lb.test. 60 IN TXT \"%s\"'\n".formatted(("" + i).repeat(200)));
    }
    Path file = folder.resolve("unbound.conf");
    Files.writeString(file, CONFIGURATION.formatted(folder, port, texts));
    unbound = RealServer.start(folder, port, "unbound", "-d", "-p", "-c", file.toString());
    probing = new Probing();
  }

  @AfterAll
  static void stop() throws Exception {
    probing.close();
    unbound.close();
  }

  @Test
  void records() throws Exception {
    for (Transport transport : Transport.values()) {
      assertThat(ask("www.lb.test", RecordType.A, transport, "192.0.2.2", "192.0.2.1"))
          .contains("NOERROR 192.0.2.");
      ask("www.lb.test", RecordType.AAAA, transport, "2001:db8::1");
      ask("lb.test", RecordType.MX, transport, "10 mx.lb.test.");
      ask("lb.test", RecordType.NS, transport, "ns.lb.test");
      ask("lb.test", RecordType.SOA, transport, "ns.lb.test admin.lb.test 7 1 1 1 1");
      ask("_http._tcp.lb.test", RecordType.SRV, transport, "1 2 80 www.lb.test");
      ask("1.2.0.192.in-addr.arpa", RecordType.PTR, transport, "www.lb.test");
    }
  }

  @Test
  void answersThatAreTooLongForUdp() throws Exception {
    ask("long.lb.test", RecordType.TXT, Transport.UDP, "7".repeat(200));
  }

  @Test
  void otherAnswers() throws Exception {
    assertThat(failed("www.lb.test", RecordType.A, ResponseCode.NOERROR, "192.0.2.3"))
        .contains("expected 192.0.2.3");
    assertThat(failed("none.lb.test", RecordType.A, ResponseCode.NOERROR))
        .contains("NXDOMAIN, expected NOERROR");
    assertThat(failed("www.lb.test", RecordType.TXT, ResponseCode.NOERROR))
        .contains("no TXT record of www.lb.test");
    probing.ok(
        port,
        new DnsProbe(
            "none.lb.test", RecordType.A, List.of(), ResponseCode.NXDOMAIN, Transport.UDP));
  }

  @Test
  void datagrams() throws Exception {
    String question = "\u00ab\u00cd\1\0\0\1\0\0\0\0\0\0\3www\2lb\4test\0\0\1\0\1"; // A www.lb.test
    UdpProbe probe =
        new UdpProbe(question, Optional.of(new Regex("^\u00ab\u00cd(?s:.*)\u00c0\0\2[\1\2]")));
    assertThat(probing.ok(port, probe)).contains("UDP on ").contains("answered ");
  }

  private static String ask(String name, RecordType type, Transport transport, String... answers)
      throws Exception {
    return probing.ok(
        port, new DnsProbe(name, type, List.of(answers), ResponseCode.NOERROR, transport));
  }

  private static String failed(String name, RecordType type, ResponseCode code, String... answers)
      throws Exception {
    return probing.failed(port, new DnsProbe(name, type, List.of(answers), code, Transport.UDP));
  }
}

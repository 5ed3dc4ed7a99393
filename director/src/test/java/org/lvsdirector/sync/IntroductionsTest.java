package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.VirtualService;

class IntroductionsTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final String WEB = "192.0.2.100:80";
  private static final String PLAIN = "192.0.2.100:81";

  private static final ServiceIndex SERVICES =
      new ServiceIndex(
          List.of(
              service(WEB, Protocol.TCP, ForwardingMethod.FULLNAT),
              service(WEB, Protocol.UDP, ForwardingMethod.FULLNAT),
              service(PLAIN, Protocol.TCP, ForwardingMethod.NAT)));

  @Test
  void onlyOpenConnectionsOfFullnatWait() {
    assertThat(isWaiting(TCP, "198.51.100.1:4000", WEB, "ESTABLISHED")).isTrue();
    assertThat(isWaiting(TCP, "198.51.100.1:4000", PLAIN, "ESTABLISHED")).as("NAT").isFalse();
    assertThat(isWaiting(TCP, "198.51.100.1:4000", WEB, "FIN_WAIT")).as("closing").isFalse();
    assertThat(isWaiting(TCP, "198.51.100.1:4000", WEB, "SYN_RECV")).as("opening").isFalse();
    assertThat(isWaiting(TCP, "198.51.100.0:0", WEB, "ASSURED")).as("a template").isFalse();
    assertThat(isWaiting(UDP, "198.51.100.1:4000", WEB, "UDP")).as("datagrams").isFalse();
    assertThat(isWaiting(TCP, "198.51.100.1:4000", "192.0.2.100:82", "ESTABLISHED"))
        .as("of no service")
        .isFalse();
  }

  private static boolean isWaiting(int protocol, String client, String vip, String state) {
    ConnectionRow row =
        new ConnectionRow(
            protocol,
            endpoint(client),
            endpoint(vip),
            endpoint("203.0.113.1:80"),
            state,
            900,
            ConnectionRow.Origin.UNKNOWN,
            "",
            "");
    return Introductions.isWaiting(row, SERVICES);
  }

  private static VirtualService service(String vip, Protocol protocol, ForwardingMethod forward) {
    return new VirtualService(
        vip + protocol,
        new ServiceKey.Address(protocol, endpoint(vip)),
        Scheduler.WRR,
        Set.of(),
        forward,
        Tunnel.IPIP,
        Persistence.none(Family.INET),
        false,
        OnDown.ZERO,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }
}

package org.lvsdirector.realserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UseTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"dr 172.16.1.111", "dr 2001:db8::1", "tun 10.0.0.1", "nat 10.0.0.1 via 10.0.0.2"})
  void isReadAsItIsWritten(String text) {
    assertThat(Use.parse(text).orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "dr", "dr localhost", "fullnat 10.0.0.1", "nat 10.0.0.1", "dr 1.1.1.1 x"})
  void isNothingElse(String text) {
    assertThat(Use.parse(text)).isEmpty();
  }

  @Test
  void silenceComesBeforeTheAddressAndTheTunnelBeforeItsSettings() {
    assertThat(needs("tun 10.0.0.1"))
        .containsExactly(
            "link tunl0 up",
            "sysctl net.ipv4.conf.all.rp_filter 0",
            "sysctl net.ipv4.conf.tunl0.rp_filter 0",
            "sysctl net.ipv4.conf.all.arp_ignore 1",
            "sysctl net.ipv4.conf.all.arp_announce 2",
            "sysctl net.ipv4.conf.tunl0.arp_ignore 1",
            "sysctl net.ipv4.conf.tunl0.arp_announce 2",
            "address 10.0.0.1/32 on tunl0 present");
    assertThat(needs("tun 2001:db8::1"))
        .containsExactly("link ip6tnl0 up", "address 2001:db8::1/128 on ip6tnl0 present");
    assertThat(needs("dr 2001:db8::1")).containsExactly("address 2001:db8::1/128 on lo present");
    assertThat(needs("nat 10.0.0.1 via 10.0.0.2"))
        .containsExactly("default route via 10.0.0.2 present");
  }

  @Test
  void everyThingIsReadAsItIsWritten() {
    for (String use :
        List.of("dr 10.0.0.1", "tun 2001:db8::1", "tun 10.0.0.1", "nat ::1 via ::2")) {
      for (Need need : Use.parse(use).orElseThrow().needs()) {
        assertThat(Thing.parse(need.thing().toString())).contains(need.thing());
      }
    }
  }

  private static List<String> needs(String use) {
    return Use.parse(use).orElseThrow().needs().stream()
        .map(need -> need.thing() + " " + need.should())
        .toList();
  }
}

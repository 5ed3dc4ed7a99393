package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArpSeenTest {
  private static final String TO_ALL = " > ff:ff:ff:ff:ff:ff, ethertype ARP (0x0806), length 42: ";

  @Test
  void readsAnAnnouncement() {
    assertThat(
            ArpSeen.parse(
                "1732200000.250000 02:00:00:00:00:86"
                    + TO_ALL
                    + "Request who-has 172.16.1.111 tell 172.16.1.111, length 28"))
        .hasValueSatisfying(
            seen -> {
              assertThat(seen.time()).isEqualTo(1732200000.25);
              assertThat(seen.mac()).isEqualTo("02:00:00:00:00:86");
              assertThat(seen.gratuitous()).isTrue();
            });
  }

  @Test
  void tellsAQuestionFromAnAnnouncement() {
    assertThat(
            ArpSeen.parse(
                "1.0 02:00:00:00:00:c8"
                    + TO_ALL
                    + "Request who-has 172.16.1.111 (ff:ff:ff:ff:ff:ff) tell 172.16.1.200, length 28"))
        .contains(new ArpSeen(1.0, false, "02:00:00:00:00:c8", "172.16.1.200", "172.16.1.111"))
        .hasValueSatisfying(seen -> assertThat(seen.gratuitous()).isFalse());
  }

  @Test
  void readsAReplyAndNothingElse() {
    assertThat(
            ArpSeen.parse(
                "2.5 02:00:00:00:00:86 > 02:00:00:00:00:c8, ethertype ARP (0x0806), length 42:"
                    + " Reply 172.16.1.111 is-at 02:00:00:00:00:86, length 28"))
        .contains(new ArpSeen(2.5, true, "02:00:00:00:00:86", "172.16.1.111", "172.16.1.111"));
    assertThat(ArpSeen.parse("tcpdump: listening on br0")).isEmpty();
  }
}

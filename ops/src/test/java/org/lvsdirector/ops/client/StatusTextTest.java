package org.lvsdirector.ops.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.Status;
import org.lvsdirector.sync.SyncStatus;

class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final SyncStatus SYNC =
      new SyncStatus(
          "relay",
          "",
          12,
          34,
          1,
          2,
          80,
          new SyncStatus.Known(1999, 130_000, false, 0, 0, 500),
          List.of(new SyncStatus.PeerStatus("d2", 4, 0, 5, 0.9995, 2000, 1, "")));

  @Test
  void showsNodeGroupsAndServers() {
    var members =
        List.of(
            new Status.MemberStatus("d1", "10.0.0.1:7800", "director"),
            new Status.MemberStatus("d2", "10.0.0.2:7800", "director"));
    var group =
        new Status.GroupStatus(
            "web",
            "ens33",
            List.of("172.16.1.111/32"),
            "d1",
            7,
            NOW.minusSeconds(95),
            true,
            true,
            "");
    var server =
        new Status.ServerStatus(
            "172.16.1.135:80", 1, 1, "up", "up", NOW.minusSeconds(7200), "status 200", 12, 3, 4567);
    var service =
        new Status.ServiceStatus(
            "web", "tcp 172.16.1.111:80", "rr", "dr", "", false, 4567, 0, 0, List.of(server));
    var status =
        new Status(
            "d1",
            "1.0",
            NOW.minusSeconds(90061),
            NOW,
            "ipvs",
            "",
            true,
            12,
            new Status.ClusterStatus("pair", "d2", 7, 2, members),
            List.of(group),
            List.of(service),
            List.of(new Status.SnatUse("10.0.0.9", "tcp", "10.0.0.2:80", 60000, 64512)),
            SYNC,
            List.of("ens33 is down"));
    assertThat(StatusText.of(status))
        .isEqualTo(
            """
            node d1 (1.0, ready)  dataplane ipvs  up 1d1h  cluster pair: 2 of 2 members: d1 d2*  epoch 7
            FAULT ens33 is down

            GROUP  VIPS             INTERFACE  MASTER  EPOCH  SINCE  HERE
            web    172.16.1.111/32  ens33      d1          7  1m35s  holding

            SERVICE  ADDRESS              SCHED  FORWARD  SERVER           WEIGHT  STATE  HEALTH  SINCE  ACTIVE  INACT  CONNS  LAST CHECK
            web      tcp 172.16.1.111:80  rr     dr       1 servers                                                      4567
                                                          172.16.1.135:80       1  up     up      2h0m       12      3   4567  status 200

            SNAT      PROTOCOL  SERVER       PORTS     OF
            10.0.0.9  tcp       10.0.0.2:80  60000  64512

            SYNC   SENT  TAKEN  REFUSED  DROPPED  KNOWN        WITH  LAG  LOST  COVERAGE
            relay    12     34        1        2  1999 so far  d2    4ms     5  99.95 % of 2000
            """);
  }
}

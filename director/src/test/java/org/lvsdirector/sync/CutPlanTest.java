package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.ConnectionCutter.Cut;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.sync.CutPlan.Fate;
import org.lvsdirector.sync.CutPlan.Step;
import org.lvsdirector.sync.message.ConnectionState;
import org.lvsdirector.sync.message.SyncEntry;

class CutPlanTest {
  private static final Endpoint VIP = endpoint("172.16.1.111:80");
  private static final Endpoint RS = endpoint("172.16.1.135:80");
  private static final ServiceKey WEB = new ServiceKey.Address(Protocol.TCP, VIP);
  private static final ServiceKey DNS = new ServiceKey.Address(Protocol.UDP, VIP);
  private static final ServiceKey MARKED = new ServiceKey.Fwmark(7, Family.INET);
  private static final int TCP = 6;
  private static final int UDP = 17;

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  private static ConnectionRow row(
      int protocol, String client, String vip, String rs, String state) {
    return new ConnectionRow(
        protocol,
        endpoint(client),
        endpoint(vip),
        endpoint(rs),
        state,
        120,
        ConnectionRow.Origin.UNKNOWN,
        "",
        "");
  }

  private static ConnectionRow connection(String client) {
    return row(TCP, client, "172.16.1.111:80", "172.16.1.135:80", "ESTABLISHED");
  }

  private static Cut cut(ServiceKey service, Destination... others) {
    return new Cut(service, RS, false, List.of(others), Set.of(WEB, DNS), 100);
  }

  private static Destination other(String server, int weight) {
    return new Destination(endpoint(server), Method.ROUTE, weight, 0, 0);
  }

  @Test
  void itIsAboutTheServersConnectionsAndTemplatesOfThatServiceOnly() {
    Cut cut = cut(WEB);
    assertThat(CutPlan.concerns(connection("10.0.0.1:4000"), cut)).isTrue();
    assertThat(
            CutPlan.concerns(
                row(TCP, "10.0.0.0:0", "172.16.1.111:80", "172.16.1.135:80", "NONE"), cut))
        .as("a template")
        .isTrue();
    ConnectionRow disused =
        row(TCP, "10.0.0.9:0", "172.16.1.111:65535", "172.16.1.135:65535", "ASSURED");
    assertThat(CutPlan.concerns(disused, cut)).as("a template that no longer counts").isTrue();
    String client = "10.0.0.1:4000";
    assertThat(
            CutPlan.concerns(
                row(TCP, client, "172.16.1.111:80", "172.16.1.136:80", "ESTABLISHED"), cut))
        .as("another server")
        .isFalse();
    assertThat(
            CutPlan.concerns(
                row(TCP, client, "172.16.1.111:81", "172.16.1.135:80", "ESTABLISHED"), cut))
        .as("another service")
        .isFalse();
    assertThat(CutPlan.concerns(row(UDP, client, "172.16.1.111:80", "172.16.1.135:80", "UDP"), cut))
        .as("another protocol")
        .isFalse();
  }

  @Test
  void aMarkedServiceHasItsTemplatesAndWhatNoOtherServiceExplains() {
    Cut cut = cut(MARKED);
    assertThat(CutPlan.concerns(row(0, "10.0.0.1:0", "0.0.0.7:0", "172.16.1.135:0", "NONE"), cut))
        .isTrue();
    assertThat(CutPlan.concerns(row(0, "10.0.0.1:0", "0.0.0.8:0", "172.16.1.135:0", "NONE"), cut))
        .isFalse();
    assertThat(
            CutPlan.concerns(
                row(TCP, "10.0.0.1:4000", "172.16.1.111:443", "172.16.1.135:80", "ESTABLISHED"),
                cut))
        .isTrue();
    assertThat(CutPlan.concerns(connection("10.0.0.1:4000"), cut)).isFalse();
  }

  @Test
  void aTcpConnectionIsGivenToThisMachineClosedForAMoment() {
    Step step = CutPlan.step(connection("10.0.0.1:4000"), cut(WEB)).orElseThrow();
    assertThat(step.fate()).isEqualTo(Fate.CLOSED);
    assertThat(step.reset()).isTrue();
    SyncEntry entry = step.entry();
    assertThat(entry.server()).isEqualTo(VIP);
    assertThat(entry.flags()).isEqualTo(CutPlan.LOCAL);
    assertThat(entry.state())
        .isEqualTo(ConnectionState.of(TCP, false, "CLOSE").orElseThrow().number());
    assertThat(entry.timeout()).isBetween(1, 5);
    assertThat(entry.client()).isEqualTo(connection("10.0.0.1:4000").client());
    assertThat(entry.vip()).isEqualTo(connection("10.0.0.1:4000").vip());
  }

  @Test
  void whatIsOverAlreadyIsClosedWithoutAReset() {
    ConnectionRow waiting =
        row(TCP, "10.0.0.1:4000", "172.16.1.111:80", "172.16.1.135:80", "TIME_WAIT");
    Step step = CutPlan.step(waiting, cut(WEB)).orElseThrow();
    assertThat(step.reset()).isFalse();
    assertThat(step.entry().flags()).isEqualTo(CutPlan.LOCAL);
  }

  @Test
  void aTemplateIsToldToExpire() {
    ConnectionRow template = row(TCP, "10.0.0.0:0", "172.16.1.111:80", "172.16.1.135:80", "NONE");
    Step step = CutPlan.step(template, cut(WEB)).orElseThrow();
    assertThat(step.fate()).isEqualTo(Fate.FORGOTTEN);
    assertThat(step.entry().isTemplate()).isTrue();
    assertThat(step.entry().timeout()).isEqualTo(1);
  }

  @Test
  void datagramsGoToOtherServersByTheirWeightsAndTheSameOnEveryNode() {
    Cut cut = cut(DNS, other("172.16.1.136:80", 1), other("172.16.1.137:80", 3));
    Cut elsewhere = cut(DNS, other("172.16.1.137:80", 3), other("172.16.1.136:80", 1));
    Map<Endpoint, Integer> heirs = new HashMap<>();
    for (int port = 1; port <= 4000; port++) {
      ConnectionRow flow =
          row(UDP, "10.0.0.1:" + port, "172.16.1.111:80", "172.16.1.135:80", "UDP");
      Step step = CutPlan.step(flow, cut).orElseThrow();
      assertThat(step.fate()).isEqualTo(Fate.MOVED);
      assertThat(step.entry().timeout()).isEqualTo(120);
      assertThat(CutPlan.step(flow, elsewhere)).contains(step);
      heirs.merge(step.entry().server(), 1, Integer::sum);
    }
    assertThat(heirs.get(endpoint("172.16.1.137:80"))).isBetween(2850, 3150);
    assertThat(heirs.get(endpoint("172.16.1.136:80"))).isBetween(850, 1150);
  }

  @Test
  void withoutAnotherServerADatagramFlowIsLeft() {
    assertThat(
            CutPlan.step(
                row(UDP, "10.0.0.1:9", "172.16.1.111:80", "172.16.1.135:80", "UDP"), cut(DNS)))
        .isEmpty();
  }

  @Test
  void aServerForAllPortsInheritsThePort() {
    Cut cut = cut(MARKED, other("172.16.1.136:0", 1));
    ConnectionRow flow = row(UDP, "10.0.0.1:9", "172.16.1.111:53", "172.16.1.135:80", "UDP");
    SyncEntry entry = CutPlan.step(flow, cut).orElseThrow().entry();
    assertThat(entry.server()).isEqualTo(endpoint("172.16.1.136:80"));
    assertThat(entry.fwmark()).isEqualTo(7);
  }
}

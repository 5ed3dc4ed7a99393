package org.lvsdirector.dataplane.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.endpoint;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.tcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

class ProcIpVsTest {
  private static final String HEAD =
      """
      IP Virtual Server version 1.2.1 (size=4096)
      Prot LocalAddress:Port Scheduler Flags
        -> RemoteAddress:Port Forward Weight ActiveConn InActConn
      """;

  /** As Linux 6.1 prints it: an empty pool, IPv6, one-packet, persistence in ticks, a mark. */
  private static final String BODY =
      """
      SCTP  0A0A0001:0063 rr\s\s
      TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 wrr persistent 6000 40000000
        -> 0A090005:0050      Tunnel  1      0          0        \s
        -> [2001:0db8:0000:0000:0000:0000:0000:0005]:0050      Route   1      0          0
      UDP  0A0A0001:0035 rr ops\s\s
        -> 0A090005:0035      Local   0      12         345      \s
      TCP  0A0A0001:0050 sh  persistent 30000 FFFFFF00
        -> FF090005:0051      Masq    65535  0          0        \s
        -> 0A090006:0000      Bypass  2      0          0        \s
      FWM  0000012C rr\s
        -> 0A090007:0000      Tunnel  1      0          0        \s
      """;

  @Test
  void readsEveryKindOfLine() throws Exception {
    Map<ServiceKey, List<Destination>> services = parse(HEAD + BODY);
    assertThat(services).hasSize(4);
    assertThat(services.get(new ServiceKey.Address(Protocol.SCTP, endpoint("10.10.0.1:99"))))
        .isEmpty();
    assertThat(services.get(tcp("[2001:db8::1]:80")))
        .containsExactly(
            destination("10.9.0.5:80", Method.TUNNEL, 1),
            destination("[2001:db8::5]:80", Method.ROUTE, 1));
    assertThat(services.get(new ServiceKey.Address(Protocol.UDP, endpoint("10.10.0.1:53"))))
        .containsExactly(destination("10.9.0.5:53", Method.LOCAL, 0));
    assertThat(services.get(tcp("10.10.0.1:80")))
        .containsExactly(
            destination("255.9.0.5:81", Method.MASQ, 65535),
            destination("10.9.0.6:0", Method.BYPASS, 2));
  }

  @Test
  void countsConnections() throws Exception {
    ServiceKey dns = new ServiceKey.Address(Protocol.UDP, endpoint("10.10.0.1:53"));
    DestinationRow row = read(new ProcIpVs(), HEAD + BODY).get(dns).get(0);
    assertThat(row.counters().active()).isEqualTo(12);
    assertThat(row.counters().inactive()).isEqualTo(345);
  }

  @Test
  void whatIsListedAsBeforeIsTheSameList() throws Exception {
    ProcIpVs listing = new ProcIpVs();
    ServiceKey six = tcp("[2001:db8::1]:80");
    ServiceKey four = tcp("10.10.0.1:80");
    Map<ServiceKey, List<DestinationRow>> first = read(listing, HEAD + BODY);
    Map<ServiceKey, List<DestinationRow>> second =
        read(listing, HEAD + BODY.replace("65535", "1    "));
    assertThat(second.get(six)).isSameAs(first.get(six));
    assertThat(second.get(four)).isNotSameAs(first.get(four));
    assertThat(second.get(four).get(0).destination().weight()).isEqualTo(1);
  }

  @Test
  void aChangedListingReadsAsIfItWereTheFirst() throws Exception {
    List<String> lines = BODY.lines().toList();
    for (int left = 0; left < lines.size(); left++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(left);
      String text = HEAD + String.join("\n", fewer) + "\n";
      ProcIpVs listing = new ProcIpVs();
      read(listing, HEAD + BODY);
      assertThat(read(listing, text)).isEqualTo(read(new ProcIpVs(), text));
      assertThat(read(listing, HEAD + BODY)).isEqualTo(read(new ProcIpVs(), HEAD + BODY));
    }
  }

  @Test
  void theTextBeforeTheLastMayBeWrittenOver() throws Exception {
    assertSeesWhatIsWrittenOverTheFirst(listing -> read(listing, HEAD + BODY));
  }

  @Test
  void afterATextThatCanNotBeUnderstoodAllIsReadAgain() throws Exception {
    assertSeesWhatIsWrittenOverTheFirst(
        listing ->
            assertThatThrownBy(() -> read(listing, HEAD + BODY.replace("Tunnel", "Tunnle")))
                .isInstanceOf(IOException.class));
  }

  private static void assertSeesWhatIsWrittenOverTheFirst(ThrowingConsumer<ProcIpVs> between)
      throws Exception {
    ServiceKey dns = new ServiceKey.Address(Protocol.UDP, endpoint("10.10.0.1:53"));
    ProcIpVs listing = new ProcIpVs();
    byte[] place = bytes(HEAD + BODY);
    listing.read(place);
    between.accept(listing);
    byte[] changed = bytes(HEAD + BODY.replace("12         345", "13         345"));
    System.arraycopy(changed, 0, place, 0, place.length);
    assertThat(listing.read(place).get(dns).get(0).counters().active()).isEqualTo(13);
  }

  @Test
  void noServicesAndAnEmptyFile() throws Exception {
    assertThat(parse(HEAD)).isEmpty();
    assertThat(parse("")).isEmpty();
  }

  @Test
  void aLineThatCanNotBeUnderstoodIsNamed() {
    for (String line :
        List.of(
            "TCP  0A0A0001:0050",
            "TCP  0A0A00:0050 rr",
            "TCP  0A0A00ZZ:0050 rr",
            "TCP  [2001:xyz]:0050 rr",
            "TCP  0A0A0001:FFFF0 rr",
            "  -> 0A090005:0050      Teleport  1      0          0",
            "  -> 0A090005:0050      Route  many      0          0",
            "  -> 0A090005:0050      Route  1")) {
      assertThatThrownBy(() -> parse(HEAD + line))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/proc/net/ip_vs")
          .hasMessageContaining(line);
    }
  }

  @Test
  void aTruncatedTextIsReadUpToThereOrRefused() {
    String text = HEAD + BODY;
    for (int length = 0; length < text.length(); length++) {
      try {
        assertThat(parse(text.substring(0, length))).hasSizeLessThanOrEqualTo(4);
      } catch (IOException refused) {
        assertThat(refused).hasMessageContaining("/proc/net/ip_vs");
      }
    }
  }

  private static Map<ServiceKey, List<Destination>> parse(String text) throws IOException {
    Map<ServiceKey, List<Destination>> services = new HashMap<>();
    read(new ProcIpVs(), text)
        .forEach(
            (key, rows) ->
                services.put(key, rows.stream().map(DestinationRow::destination).toList()));
    return services;
  }

  private static Map<ServiceKey, List<DestinationRow>> read(ProcIpVs listing, String text)
      throws IOException {
    return listing.read(bytes(text));
  }

  private static Destination destination(String endpoint, Method method, int weight) {
    return new Destination(endpoint(endpoint), method, weight, 0, 0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

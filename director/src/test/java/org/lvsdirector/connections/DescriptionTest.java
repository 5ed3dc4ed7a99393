package org.lvsdirector.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.ConnectionRow;
import org.lvsdirector.sync.ConnectionRow.Origin;

class DescriptionTest {
  private static final List<VirtualService> SERVICES =
      List.of(
          Rows.web("10.0.0.1:80"),
          Rows.sticky(
              "shop",
              new ServiceKey.Address(Protocol.TCP, Rows.at("172.16.1.112:0")),
              24,
              "10.0.0.2:0"),
          Rows.sticky("marked", new ServiceKey.Fwmark(7, Family.INET), 32, "10.0.0.3:0"));

  private static Optional<ConnectionEntry> describe(ConnectionRow row, String... words) {
    Map<String, String> query = new HashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      query.put(words[i], words[i + 1]);
    }
    return new Description("d1", SERVICES, ConnectionQuery.of(query, 0)).of(row).map(Placed::entry);
  }

  @Test
  void aConnectionIsToldInWords() {
    assertThat(describe(Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80")))
        .contains(
            new ConnectionEntry(
                "d1",
                "connection",
                "tcp",
                "192.0.2.7:4000",
                Rows.VIP,
                "10.0.0.1:80",
                "web",
                "ESTABLISHED",
                899,
                "local",
                "scheduler rr",
                ""));
  }

  @Test
  void aSorryServerIsNamedAsTheReason() {
    ConnectionEntry entry =
        describe(Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.99:80")).orElseThrow();
    assertThat(entry.chosenBy()).isEqualTo("sorry server");
  }

  @Test
  void aConnectionOfAPersistentServiceFollowsItsTemplate() {
    ConnectionRow template =
        Rows.row(6, "192.0.2.0:0", "172.16.1.112:0", "10.0.0.2:0", "ASSURED", Origin.SYNC);
    ConnectionRow connection =
        Rows.row(6, "192.0.2.7:4000", "172.16.1.112:443", "10.0.0.2:443", "FIN_WAIT", Origin.SYNC);
    assertThat(describe(template).orElseThrow())
        .matches(it -> it.kind().equals("template"))
        .matches(it -> it.service().equals("shop"))
        .matches(it -> it.origin().equals("sync"))
        .matches(it -> it.chosenBy().equals("scheduler rr"));
    assertThat(describe(connection).orElseThrow())
        .matches(it -> it.kind().equals("connection"))
        .matches(it -> it.service().equals("shop"))
        .matches(it -> it.chosenBy().equals("template"));
  }

  @Test
  void aTemplateStandsForTheClientsOfItsNetwork() {
    ConnectionRow template =
        Rows.row(6, "192.0.2.0:0", "172.16.1.112:0", "10.0.0.2:0", "NONE", Origin.LOCAL);
    assertThat(describe(template, "client", "192.0.2.7")).isPresent();
    assertThat(describe(template, "client", "192.0.2.7:4000")).isPresent();
    assertThat(describe(template, "client", "192.0.0.0/16")).isPresent();
    assertThat(describe(template, "client", "192.0.3.7")).isEmpty();
  }

  @Test
  void aMarkIsNoAddress() {
    ConnectionRow template =
        Rows.row(0, "192.0.2.7:0", "0.0.0.7:0", "10.0.0.3:0", "NONE", Origin.LOCAL);
    assertThat(describe(template).orElseThrow())
        .matches(it -> it.address().equals("fwmark 7"))
        .matches(it -> it.protocol().equals("ip"))
        .matches(it -> it.service().equals("marked"));
    assertThat(describe(template, "service", "0.0.0.7")).isEmpty();
    assertThat(describe(template, "service", "marked")).isPresent();
  }

  @Test
  void aConnectionByMarkIsKnownByItsServer() {
    assertThat(describe(Rows.tcp("192.0.2.7:4000", "203.0.113.1:80", "10.0.0.3:80")).orElseThrow())
        .matches(it -> it.service().equals("marked"));
    ConnectionEntry unknown =
        describe(Rows.tcp("192.0.2.7:4000", "203.0.113.1:80", "10.0.0.4:80")).orElseThrow();
    assertThat(unknown.service()).isEmpty();
    assertThat(unknown.chosenBy()).as("nobody is known who chose").isEmpty();
  }

  @Test
  void onlyWhatIsAskedForIsDescribed() {
    ConnectionRow row = Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80");
    assertThat(describe(row, "service", "web", "server", "10.0.0.1", "client", "192.0.2.7"))
        .isPresent();
    assertThat(describe(row, "service", Rows.VIP)).isPresent();
    assertThat(describe(row, "service", "172.16.1.111")).isPresent();
    assertThat(describe(row, "service", "shop")).isEmpty();
    assertThat(describe(row, "server", "10.0.0.2")).isEmpty();
    assertThat(describe(row, "client", "192.0.2.8")).isEmpty();
  }

  @Test
  void thePlaceInTheOrderIsTheSameOnEveryNodeAndRelease() {
    ConnectionRow v4 = Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80");
    ConnectionRow v6 = Rows.tcp("[2001:db8::7]:4000", "[2001:db8::1]:80", "[2001:db8::2]:80");
    assertThat(ConnectionQuery.cursor(Tuple.place(v4))).isEqualTo("ae3d609cbe45e3ea");
    assertThat(ConnectionQuery.cursor(Tuple.place(v6))).isEqualTo("b0e98c8457ff52a8");
    assertThat(Tuple.place(Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.2:80")))
        .as("whichever server it is on")
        .isEqualTo(Tuple.place(v4));
    assertThat(describe(v4, "cursor", ConnectionQuery.cursor(Tuple.place(v4)))).isEmpty();
    assertThat(describe(v4, "cursor", ConnectionQuery.cursor(Tuple.place(v4) - 1))).isPresent();
  }

  @Test
  void aLineCarriesAnEntry() {
    ConnectionEntry entry =
        describe(Rows.tcp("192.0.2.7:4000", Rows.VIP, "10.0.0.1:80")).orElseThrow();
    String line =
        "00000000000000ff\tconnection\ttcp\t192.0.2.7:4000\t172.16.1.111:80\t10.0.0.1:80\tweb"
            + "\tESTABLISHED\t899\tlocal\tscheduler rr\t";
    assertThat(new Placed(255, entry).line()).isEqualTo(line);
    assertThat(Placed.parse("d1", line)).isEqualTo(new Placed(255, entry));
    assertThat(Placed.parse("d1", line + "\tmore")).isEqualTo(new Placed(255, entry));
    for (int cut = 0; cut < line.length(); cut++) {
      String less = line.substring(0, cut);
      assertThatThrownBy(() -> Placed.parse("d1", less))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Placed.parse("d1", line.replace("899", "soon")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package org.lvsdirector.ops.ipvsadm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.ops.ipvsadm.adopt.Adoption;
import org.lvsdirector.ops.ipvsadm.adopt.NotAdopted;

class AdoptionTest {
  private static final String HEAD =
      """
      # two directors – of which this is the first
      node: d1
      cluster: {name: pair, bind: 127.0.0.1, members: [127.0.0.1], insecure: true}
      """;
  private static final String FLOW =
      HEAD
          + """
          services:
            - name: web   # the shop
              address: 10.0.0.1:80
              servers:
                # left
                - {address: 10.1.0.1:80, weight: 1}   # old
                # right
                - {address: 10.1.0.2}

            # mail comes later
          api: {listen: 127.0.0.1:8480}
          """;
  private static final String BLOCK =
      HEAD
          + """
          services:
          - name: "web"
            address: 10.0.0.1:80
            forward: nat
            servers:
            - address: 10.1.0.1:8080
              weight: 1 # slow
            # the big one
            - address: 10.1.0.2:8080
            scheduler: rr
          - {name: dns, address: '10.0.0.1:53', protocol: udp, servers: [{address: 10.1.0.1:53}]}
          """;
  private static final String LINES =
      HEAD
          + """
          services:
            - name: web
              address: 10.0.0.1:80
              servers: [
                {address: 10.1.0.1:80}, # one
                {address: 10.1.0.2:80}  # two
              ]
          """;

  @Test
  void changesScalarsAndAddsKeysInBraces() throws Exception {
    assertThat(adopt(FLOW, "-e -t 10.0.0.1:80 -r 10.1.0.1 -w 30"))
        .isEqualTo(FLOW.replace("weight: 1}", "weight: 30}"));
    assertThat(adopt(FLOW, "-e -t 10.0.0.1:80 -r 10.1.0.2 -w 0 -x 9 -y 4"))
        .isEqualTo(
            FLOW.replace(
                "{address: 10.1.0.2}",
                "{address: 10.1.0.2, weight: 0, upper-threshold: 9, lower-threshold: 4}"));
  }

  @Test
  void changesScalarsAndAddsKeysOnLines() throws Exception {
    assertThat(adopt(BLOCK, "-e -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 2"))
        .isEqualTo(BLOCK.replace("weight: 1 #", "weight: 2 #"));
    assertThat(adopt(BLOCK, "-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 2"))
        .isEqualTo(BLOCK.replace("10.1.0.2:8080\n", "10.1.0.2:8080\n    weight: 2\n"));
  }

  @Test
  void leavesTheTextWhereItSaysSoAlready() throws Exception {
    assertThat(adopt(FLOW, "-e -t 10.0.0.1:80 -r 10.1.0.2")).isEqualTo(FLOW);
    assertThat(adopt(BLOCK, "-E -t 10.0.0.1:80 -s rr")).isEqualTo(BLOCK);
  }

  @Test
  void addsServersInTheStyleOfTheOthers() throws Exception {
    assertThat(adopt(FLOW, "-a -t 10.0.0.1:80 -r 10.1.0.3 -w 5"))
        .isEqualTo(
            FLOW.replace("10.1.0.2}\n", "10.1.0.2}\n      - {address: 10.1.0.3:80, weight: 5}\n"));
    assertThat(adopt(BLOCK, "-a -t 10.0.0.1:80 -r 10.1.0.3:8080 -m"))
        .isEqualTo(
            BLOCK.replace(
                "10.1.0.2:8080\n", "10.1.0.2:8080\n  - address: 10.1.0.3:8080\n    weight: 1\n"));
    assertThat(adopt(BLOCK, "-a -u 10.0.0.1:53 -r 10.1.0.2"))
        .isEqualTo(BLOCK.replace("1:53}]}", "1:53}, {address: 10.1.0.2:53, weight: 1}]}"));
    assertThat(adopt(LINES, "-a -t 10.0.0.1:80 -r 10.1.0.3"))
        .isEqualTo(
            LINES.replace(
                "2:80}  # two\n", "2:80},  # two\n      {address: 10.1.0.3:80, weight: 1}\n"));
  }

  @Test
  void removesServersAndKeepsTheCommentsOfOthers() throws Exception {
    assertThat(adopt(FLOW, "-d -t 10.0.0.1:80 -r 10.1.0.1"))
        .isEqualTo(FLOW.replace("      - {address: 10.1.0.1:80, weight: 1}   # old\n", ""));
    assertThat(adopt(BLOCK, "-d -t 10.0.0.1:80 -r 10.1.0.2:8080"))
        .isEqualTo(BLOCK.replace("  - address: 10.1.0.2:8080\n", ""));
    assertThat(adopt(BLOCK, "-d -u 10.0.0.1:53 -r 10.1.0.1"))
        .isEqualTo(BLOCK.replace("[{address: 10.1.0.1:53}]", "[]"));
    assertThat(adopt(LINES, "-d -t 10.0.0.1:80 -r 10.1.0.2"))
        .isEqualTo(LINES.replace("      {address: 10.1.0.2:80}  # two\n", ""));
  }

  @Test
  void takesTheLastServerAwayAndAnotherIn() throws Exception {
    String one = adopt(FLOW, "-d -t 10.0.0.1:80 -r 10.1.0.1");
    String none = adopt(one, "-d -t 10.0.0.1:80 -r 10.1.0.2");
    assertThat(none)
        .isEqualTo(one.replace("servers:\n", "servers: []\n").replaceFirst(" +- .*0\\.2}\n", ""));
    assertThat(adopt(none, "-a -t 10.0.0.1:80 -r 10.1.0.9 -m"))
        .contains("10.0.0.1:80\n    forward: nat\n    servers:\n")
        .contains("servers:\n      - {address: 10.1.0.9:80, weight: 1}\n      # left\n");
  }

  @Test
  void changesServices() throws Exception {
    assertThat(adopt(FLOW, "-E -t 10.0.0.1:80 -s sh -b sh-port -p 90 -M 255.255.255.0"))
        .isEqualTo(
            FLOW.replace(
                "10.0.0.1:80\n    servers",
                "10.0.0.1:80\n    scheduler: sh\n    persistence: 90s\n"
                    + "    persistence-netmask: 24\n    flags: [sh-port]\n    servers"));
    String persistent = adopt(BLOCK, "-E -u 10.0.0.1:53 -p 60 -M 255.255.0.0 -o");
    assertThat(persistent)
        .contains("], persistence: 60s, persistence-netmask: 16, one-packet: true}\n");
    assertThat(adopt(persistent, "-E -u 10.0.0.1:53"))
        .contains("], persistence: 0s, one-packet: false}\n");
  }

  @Test
  void addsServicesUnderNamesOfTheirOwn() throws Exception {
    String added =
        """
          - name: tcp-10-0-0-2-80
            address: 10.0.0.2:80
            scheduler: rr
            persistence: 6m
        """;
    assertThat(adopt(FLOW, "-A -t 10.0.0.2:80 -s rr -p"))
        .isEqualTo(FLOW.replace("10.1.0.2}\n", "10.1.0.2}\n" + added));
    assertThat(adopt(BLOCK.replace("dns,", "fwmark-7,"), "-A -f 7"))
        .endsWith(
            ", servers: [{address: 10.1.0.1:53}]}\n- {name: fwmark-7-2, fwmark: 7, scheduler: wlc}\n");
    String first =
        """
        services:
          - name: udp-2001-db8-1-53
            address: "[2001:db8::1]:53"
            protocol: udp
            scheduler: wlc""";
    assertThat(adopt(HEAD.strip(), "-A -u [2001:db8::1]:53")).isEqualTo(HEAD + first);
  }

  @Test
  void removesServices() throws Exception {
    assertThat(adopt(BLOCK, "-D -t 10.0.0.1:80"))
        .isEqualTo(BLOCK.replaceFirst("(?s)- name: \"web\".*rr\n", ""));
    assertThat(adopt(FLOW, "-D -t 10.0.0.1:80"))
        .isEqualTo(FLOW.replaceFirst("(?s)services:\n.*0\\.2}\n", "services: []\n"));
  }

  @Test
  void keepsTheEndsOfLines() throws Exception {
    String windows = "\ufeff" + FLOW.replace("\n", "\r\n");
    assertThat(adopt(windows, "-a -t 10.0.0.1:80 -r 10.1.0.3"))
        .isEqualTo("\ufeff" + adopt(FLOW, "-a -t 10.0.0.1:80 -r 10.1.0.3").replace("\n", "\r\n"));
  }

  @Test
  void refusesWhatIsNotThereOrThereAlready() {
    refuses(FLOW, "-a -t 10.0.0.1:80 -r 10.1.0.1", "web has the server 10.1.0.1:80 already");
    refuses(FLOW, "-e -t 10.0.0.1:80 -r 10.1.0.9", "web has no server 10.1.0.9:80");
    refuses(FLOW, "-d -t 10.0.0.1:80 -r 10.1.0.9", "web has no server 10.1.0.9:80");
    refuses(FLOW, "-A -t 10.0.0.1:80", "by the name web; -E changes it");
    refuses(FLOW, "-D -t 10.0.0.1:81", "d1.yaml has no service tcp 10.0.0.1:81");
  }

  @Test
  void refusesWhatAConfigurationCannotSay() {
    refuses(FLOW, "-e -t 10.0.0.1:80 -r 10.1.0.1 -m", "forward: dr for all its servers; say -g");
    refuses(FLOW, "-E -t 10.0.0.1:80 -s own", "no scheduler 'own'");
    refuses(FLOW, "-E -t 10.0.0.1:80 -s rr -b flag-1", "leave -b out");
  }

  @Test
  void refusesWhatWouldHaveFaultsAndTellsThem() {
    refuses(
        FLOW,
        "-e -t 10.0.0.1:80 -r 10.1.0.1 -w 70000",
        "would have faults",
        "d1.yaml:9:40",
        "weight");
    refuses(FLOW + "nonsense: 1\n", "-D -t 10.0.0.1:80", "has faults already", "nonsense");
  }

  @Test
  void refusesFormsThatItCannotEditSafely() {
    String anchored =
        FLOW.replace("weight: 1}", "weight: &w 1}").replace("0.2}", "0.2, weight: *w}");
    refuses(anchored, "-e -t 10.0.0.1:80 -r 10.1.0.2 -w 3", "line 9 ", "anchor &w", "by hand");
    String together = LINES.replace("[\n      {", "[{");
    refuses(together, "-d -t 10.0.0.1:80 -r 10.1.0.1", "comments in between", "by hand");
    String dashed = BLOCK.replace("- address: 10.1.0.1", "-\n    address: 10.1.0.1");
    refuses(dashed, "-d -t 10.0.0.1:80 -r 10.1.0.1:8080", "by hand");
  }

  private static void refuses(String text, String line, String... sayings) {
    assertThatThrownBy(() -> adopt(text, line))
        .isInstanceOf(NotAdopted.class)
        .message()
        .contains(sayings);
  }

  private static String adopt(String text, String line) throws Exception {
    Request request = CommandLine.parse(List.of(line.split(" ", -1)), new Ports(List.of()));
    Change change = ((Request.Edit) request).change();
    return new Adoption(Path.of("d1.yaml"), Optional.of("d1"))
        .adopt(text, (Change.OfService) change);
  }
}

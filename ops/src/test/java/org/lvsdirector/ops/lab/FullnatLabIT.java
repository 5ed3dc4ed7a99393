package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lab")
class FullnatLabIT {
  private static final String SNAT = "172.16.1.120";
  private static final String OTHERS = "-A POSTROUTING -s 10.77.0.0/16 -j MASQUERADE";

  @Test
  void aConnectionOutlivesItsDirector() {
    try (Scene scene = scene()) {
      assertThat(scene.ask(20).distinct()).containsExactlyInAnyOrder("RS1", "RS2");
      Conversation talk =
          Conversation.start(scene.lab, scene.client, List.of(scene.rs1, scene.rs2));
      assertThat(talk.clientAsSeen()).startsWith(SNAT + ":");
      Namespace server = talk.partner().machine();
      whois(scene.pair.master(), talk.clientAsSeen(), server.address());

      DirectorProcess other = scene.pair.backup();
      scene.pair.master().guest().powerCut();
      Await.until(
          "the other node holds both addresses",
          Duration.ofSeconds(20),
          () -> other.holds(Lab.VIP) && other.holds(SNAT));
      talk.say(server, "the server speaks first");
      heard(talk, talk.client(), "the server speaks first", other);
      talk.say(talk.client(), "then the client");
      heard(talk, server, "then the client", other);
      assertThat(scene.ask(20).distinct()).containsExactlyInAnyOrder("RS1", "RS2");
    }
  }

  @Test
  void rulesComeBackAndThoseOfOthersStay() {
    try (Scene scene = scene()) {
      for (DirectorProcess director : scene.pair.directors()) {
        Guest guest = director.guest();
        guest.ok("iptables-legacy -t nat " + OTHERS);
        List<String> whole = rules(guest);
        assertThat(whole).contains(OTHERS).anyMatch(line -> line.contains("--to-source " + SNAT));
        for (String damage :
            List.of(
                "-t nat -F LVS-DIRECTOR",
                "-F LVS-DIRECTOR",
                "-t nat -D POSTROUTING -j LVS-DIRECTOR",
                "-A LVS-DIRECTOR -j ACCEPT")) {
          guest.ok("iptables-legacy " + damage);
          Await.until(
              damage + " was repaired",
              Duration.ofSeconds(10),
              Duration.ofMillis(100),
              () -> rules(guest).equals(whole),
              () -> String.join("\n", rules(guest)) + director.log());
        }
      }
    }
  }

  private static void heard(
      Conversation talk, Namespace by, String words, DirectorProcess director) {
    Await.until(
        words,
        Duration.ofSeconds(20),
        Duration.ofMillis(200),
        () -> talk.heard(by, words),
        () ->
            talk.report()
                + director.guest().run("iptables-legacy-save -c").text()
                + director.guest().run("cat /proc/net/ip_vs_conn").text()
                + director.log());
  }

  private static void whois(DirectorProcess director, String seen, String server) {
    assertThat(director.guest().ok(Project.launcher() + " whois " + seen))
        .contains(Lab.DATA + "200:", "port-7019", Lab.VIP + ":7019", server + ":7019");
    assertThat(
            director
                .guest()
                .ok(Project.launcher() + " connections --node " + director.guest().name()))
        .contains(seen);
    Await.until(
        "the port is counted",
        Duration.ofSeconds(30),
        () ->
            director
                .status()
                .path("snat")
                .toString()
                .contains("\"server\":\"" + server + ":7019\",\"used\":1"));
  }

  private static Scene scene() {
    return Scene.fullnat(
        List.of(SNAT),
        setup ->
            setup.withPorts(List.of(80, Conversation.PORT)).withCheck("none").withDetect("2s"));
  }

  private static List<String> rules(Guest guest) {
    return guest.ok("iptables-legacy-save").lines().filter(line -> line.startsWith("-")).toList();
  }
}

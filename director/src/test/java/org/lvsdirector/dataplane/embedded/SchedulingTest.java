package org.lvsdirector.dataplane.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingTest {
  @ParameterizedTest
  @CsvSource({
    // weights of a, b, c ('!' = overloaded), the order of choices
    "rr,  '1,1,1',    abcabcabc",
    "rr,  '5,1,9',    abcabcabc",
    "rr,  '1,0,1',    acacac",
    "rr,  '1,1!,1',   acacac",
    "rr,  '0,0,0',    ------",
    "wrr, '1,1,1',    abcabcabc",
    "wrr, '2,1',      aabaab",
    "wrr, '4,2',      aabaab",
    "wrr, '1,2',      babbab",
    "wrr, '3,2,1',    aababcaababc",
    "wrr, '3,0,1',    aaacaaac",
    "wrr, '5!,1,1',   bcbcbc",
    "wrr, '0,0',      ----",
    "fo,  '1,3,2',    bbbb",
    "fo,  '1,3!,2',   cccc",
  })
  void turnsInTheKernelsOrder(String name, String weights, String expected) {
    Scheduling scheduling = Schedulings.of(name, 0).orElseThrow();
    List<Load> servers = servers(weights);
    assertThat(turns(scheduling, servers, Cursor.START, expected.length())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // weight/active of each
    "lc,  '1/3,9/2,1/2',    b",
    "wlc, '1/3,9/2,1/0',    c",
    "wlc, '1/1,3/2,1/1',    b",
    "wlc, '2/2,1/1',        a",
    "sed, '1/0,3/1',        b",
    "nq,  '3/1,1/0',        b",
    "nq,  '1/1,3/1',        b",
    "ovf, '5/5,9/10,2/0',   a",
    "ovf, '5/6,9/10,2/0',   c",
    "ovf, '5/6,9/10,0/0',   -",
  })
  void weighsConnections(String name, String loads, String expected) {
    List<Load> servers = new ArrayList<>();
    for (String load : loads.split(",", -1)) {
      String[] parts = load.trim().split("/", -1);
      servers.add(load(servers.size(), Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }
    Scheduling scheduling = Schedulings.of(name, 0).orElseThrow();
    assertThat(turns(scheduling, servers, Cursor.START, 1)).isEqualTo(expected);
  }

  @Test
  void roundRobinKeepsItsPlaceWhenServersComeAndGo() {
    Scheduling rr = new RoundRobin();
    List<Load> three = servers("1,1,1");
    Cursor atB = new Cursor(Optional.of(three.get(1).endpoint()), 0);
    List<Load> withoutB = List.of(three.get(0), three.get(2));
    assertThat(turns(rr, withoutB, rr.changed(atB, three, withoutB), 3)).isEqualTo("cac");
    assertThat(turns(rr, three, rr.changed(atB, three, three), 3)).isEqualTo("cab");
  }

  @Test
  void weightedRoundRobinStartsItsRoundAnewOnAChange() {
    Scheduling wrr = new WeightedRoundRobin();
    List<Load> before = servers("2,1");
    List<Load> after = servers("2,2");
    Cursor cursor = wrr.choose(before, Cursor.START, flow(1, 1)).cursor();
    assertThat(turns(wrr, after, wrr.changed(cursor, before, after), 4)).isEqualTo("abab");
  }

  @Test
  void aHugeWeightThatMayNotBeUsedCostsNoTime() {
    Scheduling wrr = new WeightedRoundRobin();
    List<Load> servers = servers("65535!,1,2");
    assertThat(turns(wrr, servers, Cursor.START, 6)).isEqualTo("cbccbc");
  }

  @Test
  void sourceHashFollowsTheClientAndItsWeights() {
    Scheduling sh = Schedulings.of("sh", 0).orElseThrow();
    List<Load> servers = servers("3,1");
    Map<String, Integer> share = new HashMap<>();
    for (int client = 0; client < 1000; client++) {
      String first = pick(sh, servers, flow(client, 1));
      assertThat(pick(sh, servers, flow(client, 2))).isEqualTo(first);
      share.merge(first, 1, Integer::sum);
    }
    assertThat(share.get("a")).isCloseTo(750, within(60));
  }

  @Test
  void sourceHashRefusesWithoutFallbackAndMovesOnWithIt() {
    List<Load> servers = servers("1!,1");
    Scheduling strict = Schedulings.of("sh", 0).orElseThrow();
    Scheduling lenient = Schedulings.of("sh", 0x08).orElseThrow();
    Map<String, Integer> strictly = new HashMap<>();
    for (int client = 0; client < 100; client++) {
      strictly.merge(pick(strict, servers, flow(client, 1)), 1, Integer::sum);
      assertThat(pick(lenient, servers, flow(client, 1))).isEqualTo("b");
    }
    assertThat(strictly).containsOnlyKeys("-", "b");
  }

  @Test
  void sourceHashCanTakeThePortIn() {
    Scheduling sh = Schedulings.of("sh", 0x10).orElseThrow();
    List<Load> servers = servers("1,1");
    Map<String, Integer> share = new HashMap<>();
    for (int port = 1024; port < 2024; port++) {
      share.merge(pick(sh, servers, flow(1, port)), 1, Integer::sum);
    }
    assertThat(share.get("a")).isCloseTo(500, within(60));
  }

  @Test
  void maglevAgreesWhateverTheOrderAndMovesFewClients() {
    Scheduling mh = Schedulings.of("mh", 0).orElseThrow();
    List<Load> four = servers("1,1,1,1");
    List<Load> reversed = List.of(four.get(3), four.get(2), four.get(1), four.get(0));
    List<Load> three = four.subList(0, 3);
    int moved = 0;
    Map<String, Integer> share = new HashMap<>();
    for (int client = 0; client < 2000; client++) {
      String home = pick(mh, four, flow(client, 1));
      share.merge(home, 1, Integer::sum);
      assertThat(pick(Schedulings.of("mh", 0).orElseThrow(), reversed, flow(client, 1)))
          .isEqualTo(home);
      if (!home.equals("d") && !pick(mh, three, flow(client, 1)).equals(home)) {
        moved++;
      }
    }
    assertThat(share.values()).allMatch(n -> n > 400 && n < 600);
    assertThat(moved).isLessThan(200);
  }

  @Test
  void destinationHashHasOneServerForOneAddress() {
    Scheduling dh = Schedulings.of("dh", 0).orElseThrow();
    List<Load> servers = servers("1,1,1");
    assertThat(turns(dh, servers, Cursor.START, 5)).matches("(.)\\1{4}");
  }

  private static String turns(Scheduling scheduling, List<Load> servers, Cursor start, int count) {
    Cursor cursor = start;
    StringBuilder turns = new StringBuilder();
    for (int i = 0; i < count; i++) {
      Choice choice = scheduling.choose(servers, cursor, flow(i, 1));
      cursor = choice.cursor();
      turns.append(name(choice));
    }
    return turns.toString();
  }

  private static String pick(Scheduling scheduling, List<Load> servers, Flow flow) {
    return name(scheduling.choose(servers, Cursor.START, flow));
  }

  private static String name(Choice choice) {
    return choice.server().map(e -> String.valueOf((char) ('a' + e.port() - 1))).orElse("-");
  }

  private static List<Load> servers(String weights) {
    List<Load> servers = new ArrayList<>();
    for (String text : weights.split(",", -1)) {
      boolean overloaded = text.endsWith("!");
      int weight = Integer.parseInt(text.replace("!", ""));
      Load load = load(servers.size(), weight, 0);
      servers.add(new Load(load.endpoint(), weight, 0, overloaded));
    }
    return servers;
  }

  private static Load load(int index, int weight, int active) {
    return new Load(Loopback.endpoint(0, 9, index + 1), weight, active, false);
  }

  private static Flow flow(int client, int port) {
    InetAddress address = Loopback.endpoint(client / 250, client % 250, 1).address();
    return new Flow(address, port, Loopback.endpoint(1, 1, 1).address());
  }
}

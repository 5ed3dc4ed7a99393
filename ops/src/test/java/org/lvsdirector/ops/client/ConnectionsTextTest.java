package org.lvsdirector.ops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.Json;

class ConnectionsTextTest {
  private static final String FIRST = "{\"connections\":[";

  private static String entry(String node, String origin, String service) {
    return Json.write(
        new ConnectionEntry(
            node,
            "connection",
            "tcp",
            "192.0.2.7:4000",
            "172.16.1.111:80",
            "10.0.0.1:80",
            service,
            "ESTABLISHED",
            899,
            origin,
            service.isEmpty() ? "" : "scheduler rr",
            ""));
  }

  private static String print(List<String> lines) throws CommandFailure {
    StringBuilder text = new StringBuilder();
    new ConnectionsText(text::append).print(lines.iterator());
    return text.toString();
  }

  @Test
  void aLineForEachEntryAndAWordOnWhatIsMissing() throws Exception {
    List<String> lines =
        List.of(
            FIRST,
            entry("d1", "local", "web") + ",",
            entry("d2", "sync", ""),
            "],\"nodes\":[{\"node\":\"d1\",\"read\":9,\"found\":1,\"fault\":\"\"},"
                + "{\"node\":\"d3\",\"read\":0,\"found\":0,\"fault\":\"did not answer within 3 s\"}],"
                + "\"missing\":1,\"cursor\":\"00000000000000ff\"}");
    assertThat(print(lines))
        .isEqualTo(
            """
            NODE  KIND        PROTOCOL  CLIENT          ADDRESS          SERVICE  SERVER       STATE        EXPIRES  ORIGIN  CHOSEN BY     SEEN AS
            d1    connection  tcp       192.0.2.7:4000  172.16.1.111:80  web      10.0.0.1:80  ESTABLISHED  899 s    local   scheduler rr  -
            d2    connection  tcp       192.0.2.7:4000  172.16.1.111:80  -        10.0.0.1:80  ESTABLISHED  899 s    sync    -             -
            d3 did not answer within 3 s
            1 configured member(s) are not in the cluster now and were not asked
            there are more: --cursor 00000000000000ff, or --limit 0 for all
            """);
  }

  @Test
  void noneIsSaid() throws Exception {
    assertThat(print(List.of(FIRST, "],\"nodes\":[],\"missing\":0,\"cursor\":\"\"}")))
        .isEqualTo("no such connection\n");
  }

  @Test
  void manyComeInScreens() throws Exception {
    List<String> lines = new ArrayList<>(List.of(FIRST));
    for (int i = 0; i < 2500; i++) {
      lines.add(entry("d1", "local", "web") + ",");
    }
    lines.add(
        "],\"nodes\":[{\"node\":\"d1\",\"read\":2500,\"found\":2500,\"fault\":\"\"}],"
            + "\"missing\":0,\"cursor\":\"\"}");
    assertThat(print(lines).lines()).hasSize(2503);
  }

  @Test
  void anAnswerThatBreaksOffIsNoAnswer() {
    for (List<String> broken :
        List.of(
            List.<String>of(),
            List.of("<html>"),
            List.of(FIRST),
            List.of(FIRST, entry("d1", "local", "web").substring(0, 40)))) {
      assertThatThrownBy(() -> print(broken)).isInstanceOf(CommandFailure.class);
    }
  }
}

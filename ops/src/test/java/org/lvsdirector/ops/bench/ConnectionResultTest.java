package org.lvsdirector.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.ops.bench.ConnectionResult.Broken;

class ConnectionResultTest {
  private static final String TABLE =
      """
      Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData
      TCP AC1001C8 07D0 AC10016F 1B5F AC100187 1B5F ESTABLISHED     899
      TCP AC1001C8 07D1 AC10016F 1B5F AC100188 1B5F ESTABLISHED     899
      UDP AC1001C8 07D0 AC10016F 1B5F AC100187 1B5F UDP             299 sip 1234
      """;

  private static Broken broken(int port) {
    return new Broken(
        port, "dr", CrowdLog.Role.IDLE, "Connection reset", "the backup had no entry");
  }

  private static ConnectionResult result(int broken, String invalid) {
    List<Broken> those = IntStream.range(0, broken).mapToObj(i -> broken(2000 + i)).toList();
    return new ConnectionResult(
        "relay", List.of("dr"), "c", "power cut", 1, 60, 60, 60 - broken, those, invalid);
  }

  @Test
  void aTableIsReadAndCompared() {
    Entries master = Entries.parse(TABLE);
    Entries backup = Entries.parse(TABLE.replace("AC100188", "AC100187"));
    assertThat(master.byConnection()).hasSize(3);
    assertThat(master.ofEcho("172.16.1.200", 2001, 7007))
        .isEqualTo(new Entries.Entry("AC100188:1B5F", "ESTABLISHED", 899));
    assertThat(master.ofEcho("172.16.1.200", 2002, 7007)).isNull();
    assertThat(master.ofEcho("172.16.1.200", 2001, 7008)).isNull();
    assertThat(backup.sharedWith(master)).isEqualTo(2);
    assertThat(backup.sharedWith(Entries.parse(""))).isZero();
  }

  @Test
  void theBackupsKnowledgeIsNamed() {
    Entries.Entry entry = new Entries.Entry("A", "ESTABLISHED", 899);
    assertThat(ConnectionResult.known(null, entry)).isEqualTo("the master had no entry");
    assertThat(ConnectionResult.known(entry, null)).isEqualTo("the backup had no entry");
    assertThat(ConnectionResult.known(entry, new Entries.Entry("B", "ESTABLISHED", 899)))
        .isEqualTo("the backup had another server");
    assertThat(ConnectionResult.known(entry, new Entries.Entry("A", "FIN_WAIT", 119)))
        .isEqualTo("the backup had it as FIN_WAIT");
    assertThat(ConnectionResult.known(entry, new Entries.Entry("A", "ESTABLISHED", 1)))
        .isEqualTo("the backup had the same entry");
  }

  @Test
  void whatBrokeForTheSameReasonIsCounted() {
    assertThat(result(3, null).causes())
        .containsExactly(Map.entry("dr, IDLE: Connection reset; the backup had no entry", 3));
  }

  @Test
  void aCellHasTheMedianAndTheWorstOfThoseThatCount() {
    assertThat(ConnectionTable.cell(List.of())).isEqualTo("–");
    assertThat(ConnectionTable.cell(List.of(result(0, "no VIP")))).isEqualTo("no valid run of 1");
    assertThat(
            ConnectionTable.cell(
                List.of(result(0, null), result(7, null), result(2, null), result(9, "not whole"))))
        .isEqualTo("2 (7)/60 · 1 invalid");
    assertThat(
            ConnectionTable.of(
                List.of(
                    result(1, null),
                    new ConnectionResult(
                        "other",
                        List.of("dr"),
                        "a",
                        "cable pulled",
                        1,
                        60,
                        60,
                        60,
                        List.of(),
                        null))))
        .contains("| a: long up            | cable pulled     | –        | 0 (0)/60 |")
        .contains("| c: rebooted, all idle | power cut        | 1 (1)/60 | –        |");
  }

  @Test
  void aLogIsReadAsItWasWritten(@TempDir Path folder) throws Exception {
    CrowdLog log =
        new CrowdLog(
            List.of(
                new CrowdLog.Member(2000, 7007, CrowdLog.Role.IDLE, null, 0),
                new CrowdLog.Member(2001, 7008, CrowdLog.Role.SLOW, "no echo", 0),
                new CrowdLog.Member(
                    2002, 7009, CrowdLog.Role.BUSY, "Connection reset by peer", 17)));
    log.write(folder.resolve("log"));
    assertThat(CrowdLog.read(folder.resolve("log"))).isEqualTo(log);
  }
}

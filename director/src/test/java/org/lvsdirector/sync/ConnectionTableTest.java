package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.sync.message.Entries.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.sync.ConnectionRow.Origin;
import org.lvsdirector.sync.message.SyncEntry;

class ConnectionTableTest {
  private static final String CONNECTIONS =
      """
      Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData
      TCP AC1001C8 9C41 AC10016F 0050 AC100187 0050 ESTABLISHED     899
      UDP AC1001C8 14EB AC10016F 13C4 AC100188 13C4 UDP             300 sip a84b4c76e66710@pc33
      TCP AC100100 0000 AC10016F 0050 AC100187 0050 ASSURED         359
      IP  AC1001C8 0000 00000007 0000 AC100187 0000 NONE             60
      TCP 2001:0db8:0000:0000:0000:0000:0000:0001 0400 2001:0db8:0000:0000:0000:0000:0000:0002 0050 2001:0db8:0000:0000:0000:0000:0000:0003 1F90 TIME_WAIT        12
      """;
  private static final String ORIGINS =
      """
      Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Origin Expires
      TCP AC1001C8 9C41 AC10016F 0050 AC100187 0050 ESTABLISHED SYNC       899
      TCP AC1001C8 9C42 AC10016F 0050 AC100187 0050 SYN_RECV    LOCAL        9
      """;

  @Test
  void readsWhatTheKernelLists() throws IOException {
    List<ConnectionRow> rows = read(stream(CONNECTIONS));
    assertThat(rows).hasSize(5);
    ConnectionRow tcp = rows.get(0);
    assertThat(tcp.protocol()).isEqualTo(6);
    assertThat(tcp.client()).hasToString("172.16.1.200:40001");
    assertThat(tcp.vip()).hasToString("172.16.1.111:80");
    assertThat(tcp.server()).hasToString("172.16.1.135:80");
    assertThat(tcp.state()).isEqualTo("ESTABLISHED");
    assertThat(tcp.expires()).isEqualTo(899);
    assertThat(tcp.origin()).isEqualTo(Origin.UNKNOWN);
    assertThat(tcp.isTemplate()).isFalse();
    assertThat(rows.get(1).engine()).isEqualTo("sip");
    assertThat(rows.get(1).engineData()).isEqualTo("a84b4c76e66710@pc33");
    assertThat(rows.get(2).isTemplate()).isTrue();
    assertThat(rows.get(3).protocol()).isZero();
    assertThat(rows.get(4).server()).hasToString("[2001:db8::3]:8080");
  }

  @Test
  void readsOrigins() throws IOException {
    assertThat(read(stream(ORIGINS)))
        .extracting(ConnectionRow::origin)
        .containsExactly(Origin.SYNC, Origin.LOCAL);
    assertThat(read(stream(ORIGINS)).get(1).expires()).isEqualTo(9);
  }

  @Test
  void anEmptyTableHasNoRows() throws IOException {
    assertThat(read(stream(CONNECTIONS.substring(0, CONNECTIONS.indexOf('\n') + 1)))).isEmpty();
    assertThat(read(stream(""))).isEmpty();
  }

  @Test
  void piecesOfAnyLengthGiveTheSame() throws IOException {
    String many = CONNECTIONS.repeat(1000);
    List<ConnectionRow> whole = read(stream(many));
    assertThat(whole).hasSize(5000);
    for (int piece : new int[] {1, 7, 79, 4093}) {
      InputStream slow =
          new ByteArrayInputStream(many.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public int read(byte[] to, int at, int length) {
              return super.read(to, at, Math.min(length, piece));
            }
          };
      assertThat(read(slow)).isEqualTo(whole);
    }
  }

  @Test
  void stopsWhenNoMoreIsWanted() throws IOException {
    List<ConnectionRow> rows = new ArrayList<>();
    ConnectionTable.read(
        stream(CONNECTIONS),
        row -> {
          rows.add(row);
          return rows.size() < 2;
        });
    assertThat(rows).hasSize(2);
  }

  @Test
  void everyTruncationInALineIsRefused() {
    int second = CONNECTIONS.indexOf('\n') + 1;
    String line = CONNECTIONS.substring(second, CONNECTIONS.indexOf('\n', second)).stripTrailing();
    for (int length = 1; length < line.lastIndexOf(' '); length++) {
      String cut = line.substring(0, length) + "\n";
      if (!cut.isBlank()) {
        assertThatThrownBy(() -> read(stream(cut)))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(cut.strip());
      }
    }
    assertThatThrownBy(() -> read(stream(line))).hasMessageContaining("in the middle of a line");
    assertThatThrownBy(() -> read(stream("x".repeat(3000)))).hasMessageContaining("1024");
  }

  @Test
  void whatIsNoAddressOrNumberIsRefused() {
    String line = "TCP AC1001C8 9C41 AC10016F 0050 AC100187 0050 ESTABLISHED     899\n";
    for (String wrong :
        List.of(
            line.replace("TCP", "XYZ"),
            line.replace("AC1001C8", "AC1001G8"),
            line.replace("AC1001C8", "AC1001C"),
            line.replace("9C41", "19C41"),
            line.replace("899", "-1"),
            line.replace("AC100187", "2001:0db8:0000:0000:0000:0000:0000-0001"))) {
      assertThatThrownBy(() -> read(stream(wrong))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aRowBecomesAnEntry() throws IOException {
    List<ConnectionRow> rows = read(stream(CONNECTIONS));
    assertThat(rows.get(0).entry(3, 0))
        .contains(entry(6, 3, 1, "172.16.1.200:40001", "172.16.1.111:80", "172.16.1.135:80", 899));
    SyncEntry call = rows.get(1).entry(0, 0).orElseThrow();
    assertThat(call.flags()).as("all of UDP is inactive").isEqualTo(SyncEntry.INACTIVE);
    byte[] engine = new byte[call.options().remaining()];
    call.options().duplicate().get(engine);
    assertThat(engine).startsWith(2, 19, 'a', '8').endsWith(3, 3, 's', 'i', 'p');
    assertThat(rows.get(2).entry(0, 0).orElseThrow().flags()).isEqualTo(SyncEntry.TEMPLATE);
    assertThat(rows.get(3).entry(0, 7).orElseThrow().fwmark()).isEqualTo(7);
    assertThat(rows.get(4).entry(0, 0).orElseThrow().flags()).isEqualTo(SyncEntry.INACTIVE);
  }

  private static List<ConnectionRow> read(InputStream in) throws IOException {
    List<ConnectionRow> rows = new ArrayList<>();
    ConnectionTable.read(in, rows::add);
    return rows;
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}

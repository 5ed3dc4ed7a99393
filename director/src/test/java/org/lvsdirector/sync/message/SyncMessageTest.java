package org.lvsdirector.sync.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.sync.message.Entries.entry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.netlink.Hex;

class SyncMessageTest {
  private static final String GOLDEN =
      """
      00 51 00a0 03 01 0000             // reserved, sync id 81, 160 bytes, 3 entries, version 1
      00 06 0024                        // IPv4, TCP, 36 bytes
      00000183                          // INACTIVE, NOOUTPUT, direct routing
      0004 9c41 0050 0050               // FIN_WAIT, from port 40001 to 80 on 80
      00000000 00000078                 // no mark, 120 s
      ac1001c8 ac10016f ac100187        // 172.16.1.200, 172.16.1.111, 172.16.1.135
      00 06 003e                        // IPv4, TCP, 62 bytes with its options
      00000600                          // IN_SEQ, OUT_SEQ, masquerading
      0001 9c42 0015 0015               // ESTABLISHED, from port 40002 to 21 on 21
      00000007 00000384                 // mark 7, 900 s
      ac1001c8 ac10016f ac100188        // the client, the VIP, 172.16.1.136
      01 18                             // sequence data, 24 bytes
      00000001 00000002 00000003        // in
      00000004 00000005 00000006        // out
      0000                              // up to the next multiple of four
      00 11 0034                        // IPv4, UDP, 52 bytes with its options
      00001000                          // a template
      0000 0000 13c4 13c4               // NONE, port 0, to 5060 on 5060
      00000000 0000012c                 // no mark, 300 s
      ac100100 ac10016f ac100187        // a network, the VIP, 172.16.1.135
      03 03 736970                      // the engine sip
      02 05 61406231 32                 // its data: a@b12
      c1 02 aabb                        // one that nobody knows yet, and that may be skipped
      """;

  private static final String V6 =
      """
      00 00 0050 01 01 0000             // sync id 0, 80 bytes, 1 entry
      01 84 0048                        // IPv6, SCTP, 72 bytes
      00000002                          // tunnel
      0008 0400 0050 0050               // ESTABLISHED, from port 1024
      ffffffff 00000000                 // the highest mark, the usual time
      20010db8 00000000 00000000 00000001
      20010db8 00000000 00000000 00000002
      00000000 00000000 0000ffff ac100187 // mapped, and still of IPv6
      """;

  @Test
  void goldenBytesAreUnderstoodAndWrittenAgain() throws Exception {
    byte[] golden = golden();
    SyncMessage message = SyncMessage.decode(golden);
    assertThat(message.syncId()).isEqualTo(81);
    assertThat(message.entries())
        .startsWith(
            entry(6, 0x183, 4, "172.16.1.200:40001", "172.16.1.111:80", "172.16.1.135:80", 120));
    SyncEntry ftp = message.entries().get(1);
    assertThat(ftp.fwmark()).isEqualTo(7);
    assertThat(ftp.options().remaining()).isEqualTo(26);
    SyncEntry template = message.entries().get(2);
    assertThat(template.isTemplate()).isTrue();
    assertThat(template.client()).isEqualTo(Endpoint.parse("172.16.1.0:0").orElseThrow());
    assertThat(message.encode()).isEqualTo(golden);
  }

  @Test
  void goldenBytesOfIpv6() throws Exception {
    byte[] golden = Hex.bytes(V6).array();
    SyncMessage message = SyncMessage.decode(golden);
    SyncEntry entry = message.entries().get(0);
    assertThat(entry.protocol()).isEqualTo(132);
    assertThat(entry.isV6()).isTrue();
    assertThat(entry.client()).hasToString("[2001:db8::1]:1024");
    assertThat(entry.fwmark()).isEqualTo(-1);
    assertThat(message.encode()).isEqualTo(golden);
  }

  @Test
  void everyTruncationIsRefused() {
    for (byte[] whole : List.of(golden(), Hex.bytes(V6).array())) {
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertRefused(cut);
        if (length >= SyncMessage.HEADER) {
          // Also where the header owns up to it.
          ByteBuffer.wrap(cut).putShort(2, (short) length);
          assertRefused(cut);
        }
      }
    }
  }

  @Test
  void otherVersionsAreRefusedByName() {
    assertThatThrownBy(() -> SyncMessage.decode(with(0, 3))).hasMessageContaining("version 0");
    assertThatThrownBy(() -> SyncMessage.decode(with(5, 2))).hasMessageContaining("version 2");
    assertThatThrownBy(() -> SyncMessage.decode(with(7, 1))).hasMessageContaining("spare 1");
    assertThatThrownBy(() -> SyncMessage.decode(with(10, 0x10))).hasMessageContaining("version 1");
  }

  @Test
  void whatNoKernelSendsIsRefused() {
    assertThatThrownBy(() -> SyncMessage.decode(with(8, 2))).hasMessageContaining("type 2");
    assertThatThrownBy(() -> SyncMessage.decode(with(9, 1))).hasMessageContaining("protocol 1");
    assertThatThrownBy(() -> SyncMessage.decode(with(17, 11))).hasMessageContaining("state 11");
    assertThatThrownBy(() -> SyncMessage.decode(with(28, 0x80))).hasMessageContaining("negative");
    assertThatThrownBy(() -> SyncMessage.decode(with(80, 9))).hasMessageContaining("option 9");
    assertThatThrownBy(() -> SyncMessage.decode(with(81, 23))).hasMessageContaining("option 1 ");
    byte[] longer = Arrays.copyOf(golden(), golden().length + 4);
    ByteBuffer.wrap(longer).putShort(2, (short) longer.length);
    assertThatThrownBy(() -> SyncMessage.decode(longer)).hasMessageContaining("bytes follow");
  }

  @Test
  void garbageNeverMakesAnythingButARefusal() throws Exception {
    Random random = new Random(81);
    for (int turn = 0; turn < 20_000; turn++) {
      byte[] bytes = golden();
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        SyncMessage message = SyncMessage.decode(bytes);
        assertThat(SyncMessage.decode(message.encode())).isEqualTo(message);
      } catch (SyncFormatException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void manyEntriesAreSplitByNumberAndBySize() throws Exception {
    List<SyncEntry> many = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      many.add(entry(6, 3, 1, "10.0.0.1:" + (1024 + i), "172.16.1.111:80", "10.9.0.1:80", 900));
    }
    assertThat(SyncMessage.split(1, many, 65_000))
        .extracting(message -> message.entries().size())
        .containsExactly(255, 255, 255, 235);
    List<SyncMessage> small = SyncMessage.split(1, many, 300);
    assertThat(small).allSatisfy(it -> assertThat(it.encode().length).isLessThanOrEqualTo(300));
    assertThat(small).flatMap(SyncMessage::entries).isEqualTo(many);
    assertThat(SyncMessage.split(1, List.of(), 300)).isEmpty();
  }

  @Test
  void entriesThatStandElsewhereAreCopiedAsTheyAre() throws Exception {
    for (byte[] golden : List.of(golden(), Hex.bytes(V6).array())) {
      RawMessage message = RawMessage.parse(golden);
      MessageWriter writer = new MessageWriter(golden.length);
      for (int i = 0; i < message.count(); i++) {
        int at = message.start(i);
        int fixed = EntryFields.fixed(message.buffer(), at);
        byte[] options = Arrays.copyOfRange(golden, at + fixed, at + size(message, at));
        int timeout = EntryFields.timeout(message.buffer(), at);
        assertThat(writer.add(message.buffer(), at, options, timeout)).isTrue();
      }
      assertThat(writer.add(message.buffer(), message.start(0), new byte[0], 1)).isFalse();
      byte[] written = writer.take(message.syncId());
      assertThat(SyncMessage.decode(written)).isEqualTo(SyncMessage.decode(golden));
      assertThat(writer.count()).isZero();
    }
  }

  private static int size(RawMessage message, int at) {
    return EntryFields.size(message.buffer(), at);
  }

  @Test
  void fieldsAreWhatTheEntrySays() {
    for (SyncEntry entry :
        List.of(
            entry(6, 0x183, 4, "10.0.0.1:40001", "10.0.0.2:80", "10.0.0.3:8080", 120),
            entry(132, 2, 8, "[2001:db8::1]:1024", "[2001:db8::2]:80", "[2001:db8::3]:81", 0),
            entry(17, 0x1000, 0, "10.0.0.0:0", "10.0.0.2:53", "10.0.0.3:53", 300))) {
      ByteBuffer in = Entries.bytes(entry);
      assertThat(EntryFields.isV6(in, 0)).isEqualTo(entry.isV6());
      assertThat(EntryFields.size(in, 0)).isEqualTo(EntryFields.fixed(in, 0));
      assertThat(EntryFields.protocol(in, 0)).isEqualTo(entry.protocol());
      assertThat(EntryFields.flags(in, 0)).isEqualTo(entry.flags());
      assertThat(EntryFields.isTemplate(in, 0)).isEqualTo(entry.isTemplate());
      assertThat(EntryFields.state(in, 0)).isEqualTo(entry.state());
      assertThat(EntryFields.timeout(in, 0)).isEqualTo(entry.timeout());
      assertThat(EntryFields.vipPort(in, 0)).isEqualTo(entry.vip().port());
      assertThat(EntryFields.serverPort(in, 0)).isEqualTo(entry.server().port());
      assertThat(EntryFields.vip(in, 0)).isEqualTo(Hashes.of(entry.vip().address()));
      assertThat(EntryFields.server(in, 0)).isEqualTo(Hashes.of(entry.server().address()));
      assertThat(EntryFields.matters(in, 0)).isTrue();
      assertThat(EntryFields.matters(Entries.bytes(entry.closed()), 0))
          .isEqualTo(entry.protocol() == 17);
    }
  }

  @Test
  void keysAndServersAreToldApart() {
    SyncEntry one = Entries.tcp("10.0.0.1:1024", "10.0.0.2:80", "10.0.0.3:80");
    SyncEntry elsewhere = Entries.tcp("10.0.0.1:1024", "10.0.0.2:80", "10.0.0.4:80");
    ByteBuffer in = Entries.bytes(one);
    assertThat(EntryFields.sameKey(in, 0, Entries.bytes(elsewhere), 0)).isTrue();
    assertThat(EntryFields.sameServer(in, 0, Entries.bytes(elsewhere), 0)).isFalse();
    assertThat(Hashes.key(in, 0, 5)).isEqualTo(Hashes.key(Entries.bytes(elsewhere), 0, 5));
    assertThat(Hashes.key(in, 0, 5)).isNotEqualTo(Hashes.key(in, 0, 6));
    assertThat(Hashes.entry(in, 0)).isNotEqualTo(Hashes.entry(Entries.bytes(elsewhere), 0));
    for (SyncEntry other :
        List.of(
            Entries.tcp("10.0.0.9:1024", "10.0.0.2:80", "10.0.0.3:80"),
            Entries.tcp("10.0.0.1:1025", "10.0.0.2:80", "10.0.0.3:80"),
            Entries.tcp("10.0.0.1:1024", "10.0.0.9:80", "10.0.0.3:80"),
            Entries.tcp("10.0.0.1:1024", "10.0.0.2:81", "10.0.0.3:80"),
            entry(132, 3, 8, "10.0.0.1:1024", "10.0.0.2:80", "10.0.0.3:80", 900),
            entry(6, 0x1003, 1, "10.0.0.1:1024", "10.0.0.2:80", "10.0.0.3:80", 900))) {
      assertThat(EntryFields.sameKey(in, 0, Entries.bytes(other), 0)).as("%s", other).isFalse();
      assertThat(Hashes.key(Entries.bytes(other), 0, 5)).isNotEqualTo(Hashes.key(in, 0, 5));
    }
  }

  @Test
  void closingAndMovingAreWhatTheKernelTakesThemFor() {
    SyncEntry open = entry(6, 3, 1, "10.0.0.1:1024", "172.16.1.111:80", "10.9.0.1:80", 900);
    assertThat(open.closed().state()).isEqualTo(6);
    assertThat(open.closed().flags()).isEqualTo(3 | SyncEntry.INACTIVE);
    assertThat(open.closed().timeout()).isEqualTo(1);
    Endpoint other = Endpoint.parse("10.9.0.2:80").orElseThrow();
    SyncEntry moved = open.closed().movedTo(other);
    assertThat(moved.server()).isEqualTo(other);
    assertThat(moved.flags() & SyncEntry.INACTIVE).isZero();
    assertThat(moved.client()).isEqualTo(open.client());
    assertThat(moved.vip()).isEqualTo(open.vip());
  }

  private static byte[] golden() {
    return Hex.bytes(GOLDEN).array();
  }

  private static byte[] with(int at, int value) {
    byte[] bytes = golden();
    bytes[at] = (byte) value;
    return bytes;
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> SyncMessage.decode(bytes)).isInstanceOf(SyncFormatException.class);
  }
}

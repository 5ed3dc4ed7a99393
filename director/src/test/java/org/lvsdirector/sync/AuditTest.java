package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.Entries;
import org.lvsdirector.sync.message.SyncEntry;

class AuditTest {
  private static final long SPENT = 7_000_000;

  private long nanos;
  private final ConnectionCache cache = new ConnectionCache(1 << 24, () -> nanos);
  private final List<ConnectionRow> kernel = new ArrayList<>();
  private final List<Double> shares = new ArrayList<>();
  private final Surroundings surroundings =
      new Surroundings("d1", Map.of(), Ownership.UNKNOWN, ServiceIndex.EMPTY);
  private final Audit audit = new Audit(cache, () -> surroundings, this::read);

  private long read(double share, ConnectionTable.Visitor visitor) throws IOException {
    shares.add(share);
    for (ConnectionRow row : kernel) {
      if (row.state().isEmpty()) {
        throw new IOException("no such table");
      }
      visitor.visit(row);
    }
    return SPENT;
  }

  @Test
  void learnsWhatTheKernelHasHadSinceBeforeTheStart() throws IOException {
    kernel.add(row(1, "ESTABLISHED"));
    kernel.add(row(2, "TIME_WAIT"));
    kernel.add(row(0, "ASSURED"));
    assertThat(audit.isComplete()).isFalse();
    audit.pass();
    assertThat(audit.isComplete()).isTrue();
    assertThat(audit.status()).isEqualTo(status(2, 0, 0, 2));
    assertThat(audit.spent()).isEqualTo(SPENT);
    List<SyncEntry> entries = new ArrayList<>();
    cache.walk((in, at, options, left, told) -> entries.add(Entries.at(in, at, options)));
    assertThat(entries).extracting(SyncEntry::isTemplate).containsExactlyInAnyOrder(true, false);
    assertThat(entries).extracting(SyncEntry::timeout).containsOnly(77);
    assertThat(shares).containsExactly(Audit.FIRST);
  }

  @Test
  void countsAndMendsWhatIsOtherwiseLater() throws IOException {
    kernel.add(row(1, "ESTABLISHED"));
    kernel.add(row(2, "ESTABLISHED"));
    audit.pass();
    kernel.remove(0);
    kernel.add(row(3, "ESTABLISHED"));
    later();
    audit.pass();
    assertThat(audit.status()).isEqualTo(status(3, 1, 0, 2));
    later();
    audit.pass();
    assertThat(audit.status()).as("twice not seen").isEqualTo(status(2, 1, 1, 2));
    assertThat(shares).containsExactly(Audit.FIRST, Audit.LATER, Audit.LATER);
  }

  @Test
  void aTableThatIsNotThereLeavesItIncomplete() {
    kernel.add(row(1, ""));
    assertThatThrownBy(audit::pass).hasMessageContaining("no such table");
    assertThat(audit.isComplete()).isFalse();
  }

  private void later() {
    nanos += 2_000_000_000L;
  }

  private SyncStatus.Known status(int entries, long found, long lost, long listed) {
    return new SyncStatus.Known(entries, cache.bytes(), true, found, lost, listed);
  }

  private static ConnectionRow row(int port, String state) {
    return new ConnectionRow(
        6,
        Endpoint.parse("10.0.0.1:" + port).orElseThrow(),
        Endpoint.parse("172.16.1.111:80").orElseThrow(),
        Endpoint.parse("10.9.0.1:80").orElseThrow(),
        state,
        77,
        ConnectionRow.Origin.UNKNOWN,
        "",
        "");
  }
}

package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.netlink.Namespace.command;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.testing.InMemoryAddressTable;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.Namespace;
import org.lvsdirector.netlink.RtNetlink;

/** Against the kernel of this machine, in a network namespace of its own. */
class ResetGuardTest {
  private static final Vip V4 = new Vip(Addresses.parse("10.9.0.1").orElseThrow(), 32);
  private static final Vip V6 = new Vip(Addresses.parse("2001:db8::1").orElseThrow(), 128);
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final AtomicLong clock = new AtomicLong();
  private final InMemoryAddressTable table = new InMemoryAddressTable();

  private ResetGuard guard() throws Exception {
    return guard(80, 443);
  }

  private ResetGuard guard(Integer... ports) throws Exception {
    return new ResetGuard(
        table, RtNetlink.open(), address -> Set.of(ports), address -> Optional.empty(), clock::get);
  }

  private static String rules() {
    return command("ip", "rule") + command("ip", "-6", "rule");
  }

  @Test
  void guardsTheServicesPortsForThreeSecondsAfterTaking() throws Exception {
    Namespace.run(
        () -> {
          try (ResetGuard guard = guard()) {
            guard.hold("v0", V4, LEASE);
            guard.hold("v0", V6, LEASE);
            assertThat(rules())
                .contains("from 10.9.0.1 iif lo ipproto tcp sport 80 blackhole")
                .contains("from 10.9.0.1 iif lo ipproto tcp sport 443 blackhole")
                .contains("from 2001:db8::1 iif lo ipproto tcp sport 80 blackhole");
            assertThat(table.calls()).containsExactly("hold v0 " + V4, "hold v0 " + V6);
            clock.addAndGet(Duration.ofMillis(2900).toNanos());
            guard.held("v0", Set.of(V4, V6));
            assertThat(rules()).contains("blackhole");
            clock.addAndGet(Duration.ofMillis(100).toNanos());
            guard.held("v0", Set.of(V4, V6));
            assertThat(rules()).doesNotContain("blackhole");
            guard.hold("v0", V4, LEASE);
            assertThat(rules()).as("a renewal is no taking").doesNotContain("blackhole");
            guard.drop("v0", V4);
            guard.hold("v0", V4, LEASE);
            assertThat(rules()).contains("from 10.9.0.1");
          }
          assertThat(rules()).as("closed").doesNotContain("blackhole");
        });
  }

  @Test
  void allPortsAndTheLastOneKeepNoAddressFromBeingTaken() throws Exception {
    Namespace.run(
        () -> {
          try (ResetGuard guard = guard(0, 65535)) {
            guard.hold("v0", V4, LEASE);
            assertThat(rules())
                .contains("from 10.9.0.1 iif lo ipproto tcp sport 1-65534 blackhole");
            assertThat(table.calls()).containsExactly("hold v0 " + V4);
          }
        });
  }

  @Test
  void removesWhatAKilledPredecessorLeftAndNothingElse() throws Exception {
    Namespace.run(
        () -> {
          command("ip", "rule", "add", "from", "10.9.0.7", "iif", "lo", "pref", "99", "blackhole");
          ResetGuard killed = guard();
          killed.hold("v0", V4, LEASE);
          try (ResetGuard next = guard()) {
            assertThat(rules()).doesNotContain("10.9.0.1").contains("10.9.0.7");
            assertThat(next.state("v0").usable()).isTrue();
          }
          killed.close();
        });
  }
}

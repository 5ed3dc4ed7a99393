package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.sync.message.Hashes;

class OwnershipTest {
  private static final InetAddress WEB = Addresses.parse("192.0.2.1").orElseThrow();
  private static final InetAddress MAIL = Addresses.parse("192.0.2.2").orElseThrow();
  private static final InetAddress NOWHERE = Addresses.parse("192.0.2.9").orElseThrow();
  private static final Map<InetAddress, String> GROUPS = Map.of(WEB, "web", MAIL, "mail");
  private static final long LATER = Ownership.AFTERWARDS.toNanos();

  @Test
  void onlyTheHolderTells() {
    Ownership both = Ownership.UNKNOWN.next(GROUPS, Map.of("web", "d1", "mail", "d2"), 0);
    assertThat(both.allows("d1", WEB, 0)).isTrue();
    assertThat(both.allows("d1", MAIL, 0)).isFalse();
    assertThat(both.allows("d2", MAIL, 0)).isTrue();
    assertThat(both.allows("d1", NOWHERE, 0)).as("of no group: any holder").isTrue();
    assertThat(both.allows("d3", NOWHERE, 0)).as("holds nothing").isFalse();
    assertThat(both.holdsAny("d3", 0)).isFalse();
  }

  @Test
  void aFormerHolderIsHeardForAMoment() {
    Ownership before = Ownership.UNKNOWN.next(GROUPS, Map.of("web", "d1"), 0);
    Ownership after = before.next(GROUPS, Map.of("web", "d2"), 100);
    assertThat(after.allows("d1", WEB, 100 + LATER - 1)).isTrue();
    assertThat(after.allows("d1", WEB, 100 + LATER)).isFalse();
    assertThat(after.allows("d2", WEB, 100)).isTrue();
    Ownership later =
        after.next(GROUPS, Map.of("web", "d2"), 100 + Duration.ofMinutes(1).toNanos());
    assertThat(later.until()).as("forgotten").isEmpty();
  }

  @Test
  void beforeAnythingIsKnownMembersAreBelieved() {
    assertThat(Ownership.UNKNOWN.allows("d1", WEB, 0)).isTrue();
    assertThat(Ownership.UNKNOWN.scope("d1")).isEmpty();
  }

  @Test
  void ofManyEntriesTheSameIsAllowed() {
    Ownership both = Ownership.UNKNOWN.next(GROUPS, Map.of("web", "d1", "mail", "d2"), 0);
    for (Ownership ownership : List.of(Ownership.UNKNOWN, both)) {
      for (String node : List.of("d1", "d2", "d3")) {
        LongPredicate allowed = ownership.allowed(node, 0);
        for (InetAddress vip : List.of(WEB, MAIL, NOWHERE)) {
          assertThat(allowed.test(Hashes.of(vip))).isEqualTo(ownership.allows(node, vip, 0));
        }
      }
    }
  }

  @Test
  void comparedIsWhatTheHolderHolds() {
    Ownership both = Ownership.UNKNOWN.next(GROUPS, Map.of("web", "d1", "mail", "d2"), 0);
    Scope scope = both.scope("d1").orElseThrow();
    assertThat(scope.vipFilter().test(Hashes.of(WEB))).isTrue();
    assertThat(scope.vipFilter().test(Hashes.of(MAIL))).isFalse();
    assertThat(scope.vipFilter().test(Hashes.of(NOWHERE))).as("a firewall mark's").isTrue();
    assertThat(both.scope("d3")).isEmpty();
  }

  @Test
  void anHeirAsksForWhatItWasNotGivenInTime() {
    Ownership before = Ownership.UNKNOWN.next(GROUPS, Map.of("web", "d1", "mail", "d1"), 0);
    Ownership after = before.next(GROUPS, Map.of("web", "d2", "mail", "d3"), 100);
    assertThat(after.scope("d1")).as("holds nothing").isEmpty();
    Scope asked = after.scope("d1", "d2", 100 + LATER - 1).orElseThrow();
    assertThat(asked.vipFilter().test(Hashes.of(WEB))).isTrue();
    assertThat(asked.vipFilter().test(Hashes.of(MAIL))).as("another's inheritance").isFalse();
    assertThat(after.scope("d1", "d2", 100 + LATER)).as("too late").isEmpty();
    assertThat(after.scope("d1", "d4", 100)).as("inherits nothing").isEmpty();
  }
}

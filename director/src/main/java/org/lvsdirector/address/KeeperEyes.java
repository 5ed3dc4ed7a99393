package org.lvsdirector.address;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;

/** Looks at the table now and then: at the addresses often, at the interfaces less often. */
final class KeeperEyes {
  private static final long HELD_NANOS = Duration.ofMillis(100).toNanos();
  private static final long INTERFACES_NANOS = Duration.ofMillis(200).toNanos();

  private final AddressTable table;
  private long heldAt;
  private long interfacesAt;
  private List<VipGroup> seen;

  KeeperEyes(AddressTable table) {
    this.table = table;
  }

  /** What was looked at; what was not due, or failed, is missing. */
  record Sight(
      Map<String, Set<Vip>> held,
      Map<String, InterfaceState> interfaces,
      Map<String, Failure> failures) {}

  Sight look(List<VipGroup> groups, Map<String, InterfaceState> known, long now) {
    boolean first = !groups.equals(seen);
    seen = groups;
    Map<String, Failure> failures = new HashMap<>();
    Map<String, InterfaceState> interfaces = new HashMap<>();
    if (first || now - interfacesAt >= INTERFACES_NANOS) {
      interfacesAt = now;
      Set<String> names = new HashSet<>();
      groups.forEach(group -> names.add(group.interfaceName()));
      names.forEach(name -> interfaces.put(name, state(name, known.get(name))));
    }
    Map<String, Set<Vip>> held = new HashMap<>();
    if (first || now - heldAt >= HELD_NANOS) {
      heldAt = now;
      groups.forEach(group -> held(group, held, failures));
    }
    return new Sight(held, interfaces, failures);
  }

  private InterfaceState state(String name, InterfaceState known) {
    try {
      return table.state(name);
    } catch (IOException | RuntimeException refused) {
      // A question that was not answered is no reason to let go of an address.
      return known == null ? new InterfaceState(false, KeeperHands.words(refused)) : known;
    }
  }

  private void held(VipGroup group, Map<String, Set<Vip>> held, Map<String, Failure> failures) {
    try {
      held.put(group.name(), table.held(group.interfaceName(), Set.copyOf(group.vips())));
    } catch (IOException | RuntimeException refused) {
      failures.put(group.name(), new Failure(Verb.LOOK, KeeperHands.words(refused)));
    }
  }
}

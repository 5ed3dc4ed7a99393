package org.lvsdirector.address;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;

/** Looks at the table: at the addresses each time, at the interfaces less often. */
final class KeeperEyes {
  private static final long INTERFACES_NANOS = Duration.ofMillis(200).toNanos();

  private final AddressTable table;
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
    groups.stream()
        .collect(Collectors.groupingBy(VipGroup::interfaceName))
        .forEach((name, carried) -> held(name, carried, held, failures));
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

  /** One question an interface, however many groups it carries. */
  private void held(
      String interfaceName,
      List<VipGroup> groups,
      Map<String, Set<Vip>> held,
      Map<String, Failure> failures) {
    Set<Vip> candidates = new HashSet<>();
    groups.forEach(group -> candidates.addAll(group.vips()));
    try {
      Set<Vip> carried = table.held(interfaceName, candidates);
      for (VipGroup group : groups) {
        Set<Vip> own = new HashSet<>(group.vips());
        own.retainAll(carried);
        held.put(group.name(), own);
      }
    } catch (IOException | RuntimeException refused) {
      Failure failure = new Failure(Verb.LOOK, KeeperHands.words(refused));
      groups.forEach(group -> failures.put(group.name(), failure));
    }
  }
}

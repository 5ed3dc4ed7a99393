package org.lvsdirector.address;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

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
      Map<String, Set<VipPlace>> held,
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
      groups.forEach(group -> names.addAll(group.interfaces()));
      names.forEach(name -> interfaces.put(name, state(name, known.get(name))));
    }
    return new Sight(held(groups, failures), interfaces, failures);
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
  private Map<String, Set<VipPlace>> held(List<VipGroup> groups, Map<String, Failure> failures) {
    Map<String, Set<Vip>> candidates = new HashMap<>();
    for (VipGroup group : groups) {
      for (VipPlace place : group.places()) {
        candidates.computeIfAbsent(place.interfaceName(), it -> new HashSet<>()).add(place.vip());
      }
    }
    Set<VipPlace> carried = new HashSet<>();
    Map<String, Failure> refusals = new HashMap<>();
    candidates.forEach(
        (name, vips) -> {
          try {
            table.held(name, vips).forEach(vip -> carried.add(new VipPlace(vip, name)));
          } catch (IOException | RuntimeException refused) {
            refusals.put(name, new Failure(Verb.LOOK, KeeperHands.words(refused)));
          }
        });
    Map<String, Set<VipPlace>> held = new HashMap<>();
    for (VipGroup group : groups) {
      Optional<Failure> refusal =
          group.interfaces().stream().filter(refusals::containsKey).map(refusals::get).findFirst();
      refusal.ifPresent(failure -> failures.put(group.name(), failure));
      if (refusal.isEmpty()) {
        Set<VipPlace> own = new HashSet<>(group.places());
        own.retainAll(carried);
        held.put(group.name(), own);
      }
    }
    return held;
  }
}

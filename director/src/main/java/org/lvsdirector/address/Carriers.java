package org.lvsdirector.address;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.VipGroup;

/** What the interfaces of a group can do together: it takes all of them to hold the group. */
final class Carriers {
  private Carriers() {}

  /** Empty as long as one of them was not seen yet and none is known to be unusable. */
  static Optional<InterfaceState> of(VipGroup group, Map<String, InterfaceState> interfaces) {
    String reasons =
        group.interfaces().stream()
            .map(interfaces::get)
            .filter(state -> state != null && !state.usable())
            .map(InterfaceState::reason)
            .collect(Collectors.joining("; "));
    if (!reasons.isEmpty()) {
      return Optional.of(new InterfaceState(false, reasons));
    }
    return interfaces.keySet().containsAll(group.interfaces())
        ? Optional.of(new InterfaceState(true, ""))
        : Optional.empty();
  }
}

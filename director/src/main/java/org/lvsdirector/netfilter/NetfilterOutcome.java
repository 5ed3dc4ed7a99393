package org.lvsdirector.netfilter;

import java.util.List;
import java.util.Set;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

/**
 * What the packet filter does for FullNAT at one moment.
 *
 * @param carried services whose connections get a source address
 * @param fault why the rules are not as they shall be; empty when they are
 * @param ports how many ports are in use, as of the last count
 */
public record NetfilterOutcome(Set<ServiceKey> carried, String fault, List<PortUse> ports) {
  /** Before the first pass. */
  public static final NetfilterOutcome NONE = new NetfilterOutcome(Set.of(), "", List.of());

  /** All rules in force, as it shall be. */
  public static NetfilterOutcome ready(FullnatRules rules) {
    return new NetfilterOutcome(rules.services(), "", List.of());
  }

  /** Copies the collections. */
  public NetfilterOutcome {
    carried = Set.copyOf(carried);
    ports = List.copyOf(ports);
  }

  /** Whether nothing keeps a service from being in force. */
  public boolean carries(VirtualService service) {
    return service.forward() != ForwardingMethod.FULLNAT || carried.contains(service.key());
  }

  /** What is wrong with a service; empty when nothing is. */
  public String fault(VirtualService service) {
    if (service.forward() != ForwardingMethod.FULLNAT) {
      return "";
    }
    return fault.isEmpty() && !carries(service)
        ? "its packet filter rules are on their way"
        : fault;
  }
}

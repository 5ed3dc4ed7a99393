package org.lvsdirector.doctor;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.VirtualService;

/** Whether the kernel has the modules that are needed. */
final class ModulesCheck {
  private ModulesCheck() {}

  /** Those that a director's services need, and what for. */
  static Map<String, String> needs(List<VirtualService> services) {
    Map<String, String> needs = new TreeMap<>();
    needs.put("ip_vs", "nothing is forwarded");
    for (VirtualService service : services) {
      needs.put(
          "ip_vs_" + service.scheduler().label(),
          "the kernel refuses service " + service.name() + " with its scheduler");
      if (service.forward() == ForwardingMethod.FULLNAT) {
        needs.put("nf_conntrack", "fullnat's source addresses are not rewritten");
      }
    }
    return needs;
  }

  /**
   * Looks for modules.
   *
   * @param needs by name: what goes wrong without it
   */
  static List<Finding> of(Map<String, String> needs, Modules modules) {
    return needs.entrySet().stream()
        .map(need -> one(need.getKey(), need.getValue(), modules))
        .toList();
  }

  private static Finding one(String name, String why, Modules modules) {
    String subject = "module " + name;
    if (modules.loaded().contains(name)) {
      return Finding.ok(subject, "loaded");
    }
    if (modules.installed().contains(name)) {
      return Finding.ok(subject, "installed; the kernel loads it on demand");
    }
    return Finding.wrong(
        subject,
        "neither loaded nor installed: " + why,
        "modprobe %s; where that finds none, install the package of all this kernel's modules"
            .formatted(name));
  }
}

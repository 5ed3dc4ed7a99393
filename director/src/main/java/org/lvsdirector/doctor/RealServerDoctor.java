package org.lvsdirector.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.kernel.RealServerSettings;
import org.lvsdirector.kernel.Sysctls;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.netlink.Link;

/** Examines the machine it runs on as a real server. Changes nothing and needs no capability. */
public final class RealServerDoctor {
  private RealServerDoctor() {}

  /**
   * Examines it as what a configuration says it is.
   *
   * @return a single finding where the configuration knows no server with an address of this
   *     machine
   */
  public static List<Finding> examine(Config config) throws IOException {
    Set<InetAddress> own =
        Machine.read().addresses().stream()
            .map(address -> address.vip().address())
            .collect(Collectors.toSet());
    List<RealServerRole> roles = RealServerRole.of(config, own);
    return roles.isEmpty()
        ? List.of(
            Finding.wrong(
                "this machine",
                "has no address that is a server of the configuration",
                "run this on a real server, or say --mode and --vip"))
        : examine(roles);
  }

  /** Examines it in these roles. */
  public static List<Finding> examine(List<RealServerRole> roles) throws IOException {
    Machine machine = Machine.read();
    List<Finding> findings = new ArrayList<>();
    for (RealServerRole role : roles) {
      findings.addAll(one(role, machine));
    }
    return findings.stream().distinct().toList();
  }

  private static List<Finding> one(RealServerRole role, Machine machine) throws IOException {
    List<Finding> findings = new ArrayList<>();
    boolean inet = Family.of(role.vip()) == Family.INET;
    findings.add(VipPlacementCheck.of(role.forward(), role.vip(), machine));
    if (inet && role.ipip()) {
      findings.add(TunnelCheck.of(machine));
    }
    if (inet) {
      List<String> segments = machine.segments().stream().map(Link::name).toList();
      findings.addAll(
          SettingsCheck.of(RealServerSettings.of(role.forward(), segments), new Sysctls()::read));
    }
    if (inet && role.forward() == ForwardingMethod.NAT) {
      findings.add(GatewayCheck.of(machine.defaultRoutes(), role.floating(), role.directors()));
    }
    if (role.place().isPresent() && machine.has(role.place().get().address())) {
      Endpoint place = role.place().get();
      findings.add(ListenCheck.of(place, Connections.to(Set.of(place)).get(place)));
    }
    return findings;
  }
}

package org.lvsdirector.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.config.Role;
import org.lvsdirector.dataplane.ipvs.IpvsDataplane;
import org.lvsdirector.kernel.DefaultRoutes;
import org.lvsdirector.kernel.DirectorSettings;
import org.lvsdirector.kernel.Sysctl;
import org.lvsdirector.kernel.Sysctls;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ForwardingMethod;

/**
 * Examines the machine it runs on as a director, whether the node runs or not, and its real servers
 * from there. Changes nothing; needs CAP_NET_ADMIN and CAP_NET_RAW to see everything.
 */
public final class DirectorDoctor {
  private static final String AS_ROOT = "run as root";

  private final Config config;
  private final Machine machine;
  private final List<Finding> findings = new ArrayList<>();

  private DirectorDoctor(Config config, Machine machine) {
    this.config = config;
    this.machine = machine;
  }

  /** Examines all that the configuration needs; takes some seconds. */
  public static List<Finding> examine(Config config) throws IOException {
    DirectorDoctor doctor = new DirectorDoctor(config, Machine.read());
    doctor.secrets();
    if (config.cluster().role() == Role.DIRECTOR && config.dataplane() == DataplaneKind.IPVS) {
      doctor.kernel();
      doctor.findings.addAll(InterfacesCheck.of(config.vipGroups(), doctor.machine));
      doctor.findings.addAll(RivalsCheck.of(RivalsCheck.processes()));
      doctor.rules();
    }
    doctor.members();
    if (config.cluster().role() == Role.DIRECTOR && config.dataplane() == DataplaneKind.IPVS) {
      doctor.findings.addAll(new Surroundings(config, doctor.machine).examine());
    }
    return List.copyOf(doctor.findings);
  }

  private void secrets() {
    config
        .cluster()
        .keyFile()
        .ifPresent(
            file ->
                findings.add(
                    SecretsCheck.read(
                        "cluster.key-file",
                        file,
                        "copy the file of another member, or lvs-director cluster-key --out "
                            + file)));
    config
        .api()
        .tokensFile()
        .ifPresent(file -> findings.add(SecretsCheck.read("api.tokens-file", file, "")));
  }

  private void kernel() throws IOException {
    findings.addAll(ModulesCheck.of(ModulesCheck.needs(config.services()), Modules.read()));
    Set<String> defaultRoutes =
        machine.defaultRoutes().stream()
            .map(DefaultRoutes.Route::interfaceName)
            .collect(Collectors.toSet());
    findings.addAll(
        SettingsCheck.of(DirectorSettings.of(config, defaultRoutes), new Sysctls()::read));
    if (config.services().stream().anyMatch(it -> it.forward() == ForwardingMethod.FULLNAT)) {
      findings.addAll(
          ConntrackSizeCheck.of(number("nf_conntrack_count"), number("nf_conntrack_max")));
    }
  }

  private static OptionalLong number(String name) throws IOException {
    return new Sysctls()
        .read(new Sysctl("net/netfilter/" + name))
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }

  private void rules() {
    try (IpvsDataplane ipvs = IpvsDataplane.open()) {
      findings.addAll(ForeignRulesCheck.of(config, ipvs.read().services().keySet()));
    } catch (IOException refused) {
      findings.add(Finding.unknown("IPVS rules of the VIPs", refused.getMessage(), AS_ROOT));
    }
  }

  private void members() throws IOException {
    Set<Endpoint> others =
        config.cluster().members().stream()
            .filter(member -> !machine.has(member.address()))
            .collect(Collectors.toSet());
    Map<Endpoint, Answer> answers = Connections.to(others);
    others.stream()
        .sorted()
        .forEach(member -> findings.add(MembersCheck.of(member, answers.get(member))));
  }
}

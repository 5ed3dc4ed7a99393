package org.lvsdirector.ops.realserver;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.realserver.Use;
import picocli.CommandLine.Option;

/** Which uses of a real server a command is about. */
public final class UseOptions {
  private static final List<String> MODES = List.of("dr", "tun", "nat");

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "How packets get here: dr, tun or nat, as the service's forward says.")
  private String mode;

  @Option(
      names = "--vip",
      paramLabel = "ADDRESS",
      split = ",",
      description = "Virtual addresses, separated by commas.")
  private List<String> vips = List.of();

  @Option(
      names = "--gateway",
      paramLabel = "ADDRESS",
      description = "With nat: the address of the directors that answers go back through.")
  private String gateway;

  /**
   * The uses that are named completely.
   *
   * @throws CommandFailure with every fault of the options
   */
  public List<Use> all() throws CommandFailure {
    List<String> faults = faults();
    if (mode == null) {
      faults.add(0, "--mode is missing");
    }
    if (vips.isEmpty()) {
      faults.add("--vip is missing");
    }
    if ("nat".equals(mode) && gateway == null) {
      faults.add("--mode nat needs --gateway");
    }
    refuse(faults);
    return vips.stream().map(vip -> use(Addresses.parse(vip).orElseThrow())).distinct().toList();
  }

  private Use use(InetAddress vip) {
    return switch (mode) {
      case "dr" -> new Use.Dr(vip);
      case "tun" -> new Use.Tun(vip);
      default -> new Use.Nat(vip, Addresses.parse(gateway).orElseThrow());
    };
  }

  /** Whether they say what they are about by themselves, without choosing among what is there. */
  public boolean named() {
    return mode != null && !vips.isEmpty();
  }

  /**
   * Checks what is given, for {@link #choose}.
   *
   * @throws CommandFailure with every fault of the options
   */
  public UseOptions checked() throws CommandFailure {
    refuse(faults());
    return this;
  }

  /** Whether the options that are given fit this use. */
  boolean choose(Use use) {
    return (mode == null || mode.equals(use.mode()))
        && (vips.isEmpty() || vips.stream().anyMatch(it -> is(it, use.vip())))
        && (gateway == null || (use instanceof Use.Nat nat && is(gateway, nat.gateway())));
  }

  private static boolean is(String text, InetAddress address) {
    return Addresses.parse(text).filter(address::equals).isPresent();
  }

  private List<String> faults() {
    List<String> faults = new ArrayList<>();
    if (mode != null && !MODES.contains(mode)) {
      faults.add("--mode is '" + mode + "', must be dr, tun or nat");
    }
    vips.stream()
        .filter(vip -> Addresses.parse(vip).isEmpty())
        .forEach(vip -> faults.add("--vip: '" + vip + "' is no IP address"));
    if (gateway == null) {
      return faults;
    }
    if (mode != null && !mode.equals("nat")) {
      faults.add("--gateway goes with --mode nat only");
    }
    Optional<InetAddress> via = Addresses.parse(gateway);
    if (via.isEmpty()) {
      faults.add("--gateway: '" + gateway + "' is no IP address");
      return faults;
    }
    vips.stream()
        .filter(vip -> Addresses.parse(vip).filter(it -> !sameFamily(it, via.get())).isPresent())
        .forEach(
            vip ->
                faults.add(
                    "--vip " + vip + " and --gateway " + gateway + ": one is IPv4, one IPv6"));
    return faults;
  }

  private static boolean sameFamily(InetAddress a, InetAddress b) {
    return Family.of(a) == Family.of(b);
  }

  private static void refuse(List<String> faults) throws CommandFailure {
    if (!faults.isEmpty()) {
      throw CommandFailure.usage(String.join("\n", faults));
    }
  }
}

package org.lvsdirector.netfilter;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;

/**
 * All that the packet filter shall do for FullNAT; the same on every director, so that a failover
 * moves addresses and nothing else.
 *
 * @param snat in the order in which they are tried
 * @param guarded source addresses for which the local stack must not answer: a segment of a
 *     connection that this director does not know yet is dropped, where a reset would end it
 */
public record FullnatRules(List<SnatRule> snat, List<InetAddress> guarded) {
  /** Nothing. */
  public static final FullnatRules NONE = new FullnatRules(List.of(), List.of());

  /** Copies the lists. */
  public FullnatRules {
    snat = List.copyOf(snat);
    guarded = List.copyOf(guarded);
  }

  /** What a configuration needs; nothing where the embedded data plane forwards. */
  public static FullnatRules of(Config config) {
    return config.dataplane() == DataplaneKind.EMBEDDED
        ? NONE
        : of(config.services(), config.vipGroups());
  }

  private static FullnatRules of(List<VirtualService> services, List<VipGroup> groups) {
    Set<Endpoint> open =
        services.stream()
            .filter(FullnatRules::isFullnat)
            .flatMap(service -> endpoint(service.key()).stream())
            .filter(endpoint -> endpoint.port() == 0)
            .collect(Collectors.toSet());
    List<SnatRule> rules = new ArrayList<>();
    for (VirtualService service : services) {
      if (isFullnat(service)) {
        List<InetAddress> sources = sources(service.key(), groups);
        if (!sources.isEmpty()) {
          rules.add(new SnatRule(service.key(), servers(service), sources));
        }
      } else if (service.forward() == ForwardingMethod.NAT
          && endpoint(service.key())
              .map(FullnatRules::allPorts)
              .filter(open::contains)
              .isPresent()) {
        rules.add(new SnatRule(service.key(), List.of(), List.of()));
      }
    }
    // A service of all ports comes last: others of its address are served by rules of their own.
    rules.sort(
        Comparator.comparing(
            rule -> endpoint(rule.service()).filter(one -> one.port() == 0).isPresent()));
    return new FullnatRules(rules, guarded(rules));
  }

  /** The rules of one address family. */
  public FullnatRules of(Family family) {
    return new FullnatRules(
        snat.stream().filter(rule -> rule.service().family() == family).toList(),
        guarded.stream().filter(address -> Family.of(address) == family).toList());
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return snat.isEmpty() && guarded.isEmpty();
  }

  /** The services whose source addresses are translated. */
  public Set<ServiceKey> services() {
    return snat.stream()
        .filter(rule -> !rule.sources().isEmpty())
        .map(SnatRule::service)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<InetAddress> sources(ServiceKey key, List<VipGroup> groups) {
    return groups.stream()
        .filter(group -> serves(group, key))
        .map(group -> sources(group, key.family()))
        .filter(sources -> !sources.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** A fwmark is not of any group: it takes the addresses of the first that has some. */
  private static boolean serves(VipGroup group, ServiceKey key) {
    return endpoint(key)
        .map(place -> group.vips().stream().anyMatch(vip -> vip.address().equals(place.address())))
        .orElse(true);
  }

  private static List<InetAddress> sources(VipGroup group, Family family) {
    return group.snat().stream()
        .map(place -> place.vip().address())
        .filter(address -> Family.of(address) == family)
        .toList();
  }

  private static List<InetAddress> servers(VirtualService service) {
    List<Endpoint> endpoints =
        new ArrayList<>(service.servers().stream().map(RealServer::endpoint).toList());
    service.sorryServer().ifPresent(endpoints::add);
    return endpoints.stream().map(Endpoint::address).distinct().sorted(Addresses::compare).toList();
  }

  private static List<InetAddress> guarded(List<SnatRule> rules) {
    return rules.stream()
        .flatMap(rule -> rule.sources().stream())
        .distinct()
        .sorted(Addresses::compare)
        .toList();
  }

  private static boolean isFullnat(VirtualService service) {
    return service.forward() == ForwardingMethod.FULLNAT;
  }

  private static Optional<Endpoint> endpoint(ServiceKey key) {
    return key instanceof ServiceKey.Address address
        ? Optional.of(address.endpoint())
        : Optional.empty();
  }

  private static Endpoint allPorts(Endpoint endpoint) {
    return new Endpoint(endpoint.address(), 0);
  }
}

package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Tunnel;

/** Reads {@code servers:} of a service. */
final class ServerSection {
  static final Key<Place> ADDRESS =
      Key.required(
          "address",
          AddressKinds.PLACE,
          "Where the server listens; without a port, on the service's.");
  static final Key<Integer> WEIGHT =
      Key.of("weight", Kinds.integer(0, 65535), "1", "Share of new connections; 0 gets none.");
  static final Key<Integer> UPPER =
      Key.of(
          "upper-threshold",
          Kinds.integer(0, Integer.MAX_VALUE),
          "0",
          "No new connections above this many; 0 = no limit.");
  static final Key<Integer> LOWER =
      Key.of(
          "lower-threshold",
          Kinds.integer(0, Integer.MAX_VALUE),
          "0",
          "New connections again below this many; 0 = three quarters of upper-threshold.");
  static final Key<AdminState> STATE =
      Key.of(
          "state",
          Kinds.label(AdminState.class, "a state"),
          "up",
          "drain: no new connections; down: out of the pool.");
  static final Key<Void> TUNNEL =
      Key.section(
          "tunnel",
          "a section of keys",
          "default: that of the service",
          "How packets to this server are wrapped, instead of as the service says."
              + " Keys as in services[].tunnel.");

  static final Key<Void> DRAIN =
      Key.section(
          "drain",
          "a section of keys",
          "default: no deadline",
          "How the server is drained, by state: drain and by a command that says nothing else.");

  static final Section SECTION =
      new Section(
          "services[].servers[]", List.of(ADDRESS, WEIGHT, UPPER, LOWER, STATE, TUNNEL, DRAIN));

  private ServerSection() {}

  static Optional<RealServer> read(Mapping m, Target target) {
    int weight = m.get(WEIGHT);
    int upper = m.get(UPPER);
    int lower = m.get(LOWER);
    AdminState state = m.get(STATE);
    Tunnel tunnel = TunnelSection.read(m, TUNNEL, target.forward()).orElse(target.tunnel());
    DrainOrder drain = DrainSection.read(m, DRAIN, target);
    if (lower > upper && m.sound(UPPER, LOWER)) {
      m.spot(LOWER).fault(lower + " is above the upper-threshold of " + upper);
    }
    return m.require(ADDRESS)
        .map(place -> target.at(place, m.spot(ADDRESS)))
        .map(endpoint -> new RealServer(endpoint, weight, upper, lower, state, tunnel, drain));
  }
}

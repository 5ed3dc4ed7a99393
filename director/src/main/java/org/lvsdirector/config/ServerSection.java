package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.Endpoint;
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

  static final Key<Integer> LEVEL =
      Key.of(
          "level",
          Kinds.integer(1, 9),
          "1",
          "Servers of the first level serve; those of a higher one only while the levels below it"
              + " have too few, see services[].level-servers.");
  static final Key<Void> CHECK =
      Key.section(
          "check",
          "a section of keys, or none",
          "default: as the service's",
          "How this server is checked. Keys as in services[].check, on top of the service's; none ="
              + " it always counts as healthy.");

  static final Section SECTION =
      new Section(
          "services[].servers[]",
          List.of(
              ADDRESS,
              WEIGHT,
              UPPER,
              LOWER,
              STATE,
              TUNNEL,
              DRAIN,
              LEVEL,
              CHECK,
              ChecksReader.CHECKS,
              ChecksReader.REQUIRE));

  private ServerSection() {}

  /**
   * A server.
   *
   * @param service the checks of its service
   */
  static Optional<RealServer> read(Mapping m, Target target, ChecksReader.Result service) {
    int weight = m.get(WEIGHT);
    int upper = m.get(UPPER);
    int lower = m.get(LOWER);
    AdminState state = m.get(STATE);
    Tunnel tunnel = TunnelSection.read(m, TUNNEL, target.forward()).orElse(target.tunnel());
    DrainOrder drain = DrainSection.read(m, DRAIN, target);
    if (lower > upper && m.sound(UPPER, LOWER)) {
      m.spot(LOWER).fault(lower + " is above the upper-threshold of " + upper);
    }
    int level = m.get(LEVEL);
    Optional<ChecksReader.Result> own = ChecksReader.read(m, CHECK, service.base());
    Optional<Place> address = m.require(ADDRESS);
    if (address.isEmpty()) {
      return Optional.empty();
    }
    Target place = own.orElse(service).needPort() ? target : target.unchecked();
    Endpoint endpoint = place.at(address.get(), m.spot(ADDRESS));
    Optional<Checks> checks = own.map(ChecksReader.Result::checks);
    return Optional.of(
        new RealServer(endpoint, weight, upper, lower, state, tunnel, drain, level, checks));
  }
}

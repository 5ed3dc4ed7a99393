package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.PersistenceEngine;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.SchedulerFlag;

/** The keys of {@code services:}. */
final class ServiceSection {
  static final Key<String> NAME =
      Key.required("name", TextKinds.NAME, "Name of the service, unique.");
  static final Key<Endpoint> ADDRESS =
      Key.optional(
          "address",
          AddressKinds.SERVICE,
          "none, then fwmark is required",
          "What clients connect to; port 0 = all ports, with persistence only.");
  static final Key<Integer> FWMARK =
      Key.optional(
          "fwmark",
          ServiceKinds.FWMARK,
          "none, then address is required",
          "Packets with this mark of the firewall belong to the service.");
  static final Key<Family> FAMILY =
      Key.optional(
          "family",
          Kinds.label(Family.class, "an address family"),
          "that of the first server, or else inet",
          "Address family of a fwmark service.");
  static final Key<Protocol> PROTOCOL =
      Key.of("protocol", Kinds.label(Protocol.class, "a protocol"), "tcp", "With address only.");
  static final Key<Scheduler> SCHEDULER =
      Key.of(
          "scheduler",
          Kinds.label(Scheduler.class, "a scheduler"),
          "wlc",
          "How new connections are spread; the kernel's names.");
  static final Key<SchedulerFlag> FLAGS =
      Key.optional(
          "flags",
          Kinds.label(SchedulerFlag.class, "a scheduler flag"),
          "none",
          "List of options of the schedulers sh and mh.");
  static final Key<ForwardingMethod> FORWARD =
      Key.of(
          "forward",
          Kinds.label(ForwardingMethod.class, "a forwarding method"),
          "dr",
          "How packets reach the servers; dr and tun leave the port as it is.");
  static final Key<Void> TUNNEL =
      Key.section(
          "tunnel",
          "a section of keys",
          "default: ipip",
          "How packets to the servers are wrapped; with forward: tun only.");
  static final Key<Duration> PERSISTENCE =
      Key.of(
          "persistence",
          Durations.wholeSeconds(Duration.ZERO, Duration.ofDays(31)),
          "0s",
          "How long a client stays with its server; 0s = not at all.");
  static final Key<Integer> PERSISTENCE_NETMASK =
      Key.optional(
          "persistence-netmask",
          ServiceKinds.NETMASK,
          "32 or 128, each client by itself",
          "Prefix length or mask by which clients share a server; with persistence only.");
  static final Key<PersistenceEngine> PERSISTENCE_ENGINE =
      Key.optional(
          "persistence-engine",
          Kinds.label(PersistenceEngine.class, "a persistence engine"),
          "none, clients are told apart by their address alone",
          "sip: each Call-ID stays with its server; with persistence, and protocol: udp or"
              + " fwmark, only.");
  static final Key<Boolean> ONE_PACKET =
      Key.of(
          "one-packet",
          Kinds.BOOL,
          "false",
          "Schedules every datagram anew; with protocol: udp or fwmark only.");
  static final Key<OnDown> ON_DOWN =
      Key.of(
          "on-down",
          Kinds.label(OnDown.class, "a way to take servers down"),
          "zero",
          "zero: an unhealthy server may finish its connections; delete: they end at once.");
  static final Key<Void> CHECK =
      Key.section(
          "check",
          "a section of keys, or none",
          "default: defaults.check",
          "How servers are checked; none = they always count as healthy.");
  static final Key<Void> QUORUM =
      Key.section(
          "quorum",
          "a section of keys",
          "default: none",
          "What must be alive for the service to count as such.");
  static final Key<Place> SORRY_SERVER =
      Key.optional(
          "sorry-server",
          AddressKinds.PLACE,
          "none",
          "Gets the traffic while no server may; without a port, on the service's.");
  static final Key<Void> SERVERS =
      Key.section("servers", "a list of sections", "default: none", "The real servers.");

  static final Section SECTION =
      new Section(
          "services[]",
          List.of(
              NAME,
              ADDRESS,
              FWMARK,
              FAMILY,
              PROTOCOL,
              SCHEDULER,
              FLAGS,
              FORWARD,
              TUNNEL,
              PERSISTENCE,
              PERSISTENCE_NETMASK,
              PERSISTENCE_ENGINE,
              ONE_PACKET,
              ON_DOWN,
              CHECK,
              ChecksReader.CHECKS,
              ChecksReader.REQUIRE,
              PoolSection.SLOW_START,
              PoolSection.LEVEL_SERVERS,
              PoolSection.PANIC,
              PoolSection.MAX_EJECT,
              QUORUM,
              SORRY_SERVER,
              SERVERS));

  private ServiceSection() {}
}

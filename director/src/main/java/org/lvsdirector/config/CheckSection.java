package org.lvsdirector.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.lvsdirector.config.check.CheckType;
import org.lvsdirector.config.check.Fit;
import org.lvsdirector.config.check.ProbeReader;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.healthcheck.Aim;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Origin;
import org.lvsdirector.healthcheck.Probe;

/** Reads {@code check:}, of a service or of {@code defaults:}. */
final class CheckSection {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  static final Key<CheckType> TYPE =
      Key.of(
          "type",
          Kinds.label(CheckType.class, "a type of check"),
          "tcp",
          "tcp opens a connection; http and https ask for a page; exec runs a program; file reads"
              + " one; agent reads a line as HAProxy's agent-check has it.");
  static final Key<Duration> INTERVAL =
      Key.of(
          "interval",
          Durations.between(SHORTEST, LONGEST),
          "1s",
          "From the start of one check to the start of the next.");
  static final Key<Duration> TIMEOUT =
      Key.of(
          "timeout",
          Durations.between(SHORTEST, LONGEST),
          "500ms",
          "For the whole check, at most the interval (which bounds the default, too).");
  static final Key<Integer> RISE =
      Key.of("rise", Kinds.integer(1, 100), "2", "Successes in a row that bring a server up.");
  static final Key<Integer> FALL =
      Key.of("fall", Kinds.integer(1, 100), "2", "Failures in a row that take a server down.");
  static final Key<InetAddress> ADDRESS =
      Key.optional(
          "address",
          AddressKinds.ADDRESS,
          "the server's",
          "What is checked in the server's place.");
  static final Key<Integer> PORT =
      Key.optional(
          "port",
          Kinds.integer(1, 65535),
          "the server's",
          "The port that is checked instead of the server's.");
  static final Key<InetAddress> SOURCE =
      Key.optional(
          "source", AddressKinds.ADDRESS, "as the kernel routes", "Where the check comes from.");
  static final Key<String> INTERFACE =
      Key.optional(
          "interface",
          TextKinds.INTERFACE,
          "as the kernel routes",
          "The interface that the check leaves by.");
  static final Key<Integer> FWMARK =
      Key.optional(
          "fwmark",
          ServiceKinds.FWMARK,
          "none",
          "The firewall mark of the check's packets; takes CAP_NET_ADMIN.");

  private static final List<Key<?>> ON_THE_WIRE = List.of(SOURCE, INTERFACE, FWMARK);

  static final Section SECTION =
      new Section(
          "services[].check",
          Stream.of(
                  List.<Key<?>>of(TYPE, INTERVAL),
                  PaceKeys.ALL,
                  List.<Key<?>>of(TIMEOUT, RISE, FALL, ADDRESS, PORT, SOURCE, INTERFACE, FWMARK),
                  Fit.keys())
              .flatMap(List::stream)
              .toList());

  private CheckSection() {}

  /** A check as {@code own} says, and where that is silent as {@code base} says. */
  static Check read(Mapping own, Optional<Mapping> base) {
    Mapping m = base.map(own::over).orElse(own);
    CheckType type = m.get(TYPE);
    Duration interval = m.get(INTERVAL);
    Duration timeout = m.get(TIMEOUT);
    if (!m.has(TIMEOUT) && timeout.compareTo(interval) > 0) {
      timeout = interval;
    }
    boolean judged = base.isEmpty() || own.has(TIMEOUT) || own.has(INTERVAL);
    if (judged && timeout.compareTo(interval) > 0 && m.sound(TIMEOUT, INTERVAL)) {
      own.spot(own.has(TIMEOUT) ? TIMEOUT : INTERVAL)
          .fault(
              "the timeout of "
                  + Durations.text(timeout)
                  + " is longer than the interval of "
                  + Durations.text(interval));
    }
    // Defaults may hold keys for whichever type a service chooses; a service itself may not.
    if (base.isPresent() && m.sound(TYPE)) {
      Fit.check(own, m, type);
      checkWire(own, type);
    }
    Probe probe = ProbeReader.read(m, type);
    return new Check(probe, interval, timeout, m.get(RISE), m.get(FALL))
        .at(PaceKeys.pace(own, m, interval))
        .withSentinel(PaceKeys.sentinel(m, probe))
        .from(origin(m))
        .at(new Aim(m.find(ADDRESS), number(m.find(PORT))));
  }

  private static void checkWire(Mapping own, CheckType type) {
    if (type == CheckType.EXEC || type == CheckType.FILE) {
      for (Key<?> key : ON_THE_WIRE) {
        if (own.has(key)) {
          own.spot(key).fault("is for checks over the network");
        }
      }
    }
  }

  private static Origin origin(Mapping m) {
    Optional<InetAddress> source = m.find(SOURCE);
    Optional<String> device = m.find(INTERFACE);
    Optional<Integer> mark = m.find(FWMARK);
    return source.isEmpty() && device.isEmpty() && mark.isEmpty()
        ? Origin.ANY
        : new Origin(source, device, number(mark));
  }

  private static OptionalInt number(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}

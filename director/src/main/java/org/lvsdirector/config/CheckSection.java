package org.lvsdirector.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Item;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.Expectation.StatusRange;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Tls;

/** Reads {@code check:}, of a service or of {@code defaults:}. */
final class CheckSection {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SHORTEST = Duration.ofMillis(10);

  static final Key<CheckType> TYPE =
      Key.of(
          "type",
          Kinds.label(CheckType.class, "a type of check"),
          "tcp",
          "tcp opens a connection; http and https ask for a page.");
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
  static final Key<String> PATH = Key.of("path", HttpKinds.PATH, "/", "Path to ask for.");
  static final Key<String> HOST =
      Key.optional(
          "host",
          HttpKinds.HOST,
          "the server's address",
          "Host field of the request, and server name in TLS.");
  static final Key<List<StatusRange>> EXPECT =
      Key.of("expect", HttpKinds.EXPECT, "200-399", "Status codes that count as success.");
  static final Key<Regex> BODY =
      Key.optional(
          "body", HttpKinds.BODY, "any body will do", "Must be found in the body's first 64 KiB.");
  static final Key<Boolean> VERIFY =
      Key.of("verify", Kinds.BOOL, "false", "Whether https checks verify the certificate.");

  private static final List<Key<?>> HTTP_ONLY = List.of(PATH, HOST, EXPECT, BODY, VERIFY);

  static final Section SECTION =
      new Section(
          "services[].check",
          List.of(TYPE, INTERVAL, TIMEOUT, RISE, FALL, PATH, HOST, EXPECT, BODY, VERIFY));

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
    checkApplies(own, m, type, base.isPresent());
    return new Check(probe(m, type), interval, timeout, m.get(RISE), m.get(FALL));
  }

  private static Probe probe(Mapping m, CheckType type) {
    return type == CheckType.TCP ? new Probe.Tcp() : http(m, type == CheckType.HTTPS);
  }

  private static Probe http(Mapping m, boolean encrypted) {
    Optional<String> host = m.find(HOST);
    Request request = new Request("GET", m.get(PATH), host, List.of(), Optional.empty());
    List<StatusRange> statuses =
        m.items(EXPECT).stream().map(Item::value).flatMap(List::stream).toList();
    Tls tls =
        new Tls(
            m.get(VERIFY),
            Optional.empty(),
            host.map(HttpKinds::withoutPort),
            Optional.empty(),
            Tls.BLIND.warnDays());
    return new HttpProbe(
        request,
        new Expectation(statuses, m.find(BODY), Optional.empty()),
        encrypted ? Optional.of(tls) : Optional.empty(),
        false,
        Optional.empty());
  }

  /** Defaults may hold keys for whichever type a service chooses; a service itself may not. */
  private static void checkApplies(Mapping own, Mapping merged, CheckType type, boolean ofService) {
    if (!ofService || !merged.sound(TYPE)) {
      return;
    }
    for (Key<?> key : HTTP_ONLY) {
      if (type == CheckType.TCP && own.has(key)) {
        own.spot(key).fault("is for http and https checks; this one is tcp");
      }
    }
    if (type == CheckType.HTTP && own.has(VERIFY) && own.get(VERIFY)) {
      own.spot(VERIFY).fault("is for https checks; this one is " + Words.label(type));
    }
  }
}

package org.lvsdirector.config;

import static org.lvsdirector.config.ServiceSection.PERSISTENCE;
import static org.lvsdirector.config.ServiceSection.PERSISTENCE_ENGINE;
import static org.lvsdirector.config.ServiceSection.PERSISTENCE_NETMASK;
import static org.lvsdirector.config.ServiceSection.PROTOCOL;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.PersistenceEngine;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/** Reads how a service keeps clients on their servers. */
final class PersistenceReader {
  private PersistenceReader() {}

  /** As the section says; {@code key} is empty while the service itself is in doubt. */
  static Persistence read(Mapping m, Optional<ServiceKey> key) {
    Duration timeout = m.get(PERSISTENCE);
    Optional<Integer> prefix = m.find(PERSISTENCE_NETMASK);
    Optional<PersistenceEngine> engine = m.find(PERSISTENCE_ENGINE);
    if (timeout.isZero() && m.sound(PERSISTENCE)) {
      refuse(m, PERSISTENCE_NETMASK);
      refuse(m, PERSISTENCE_ENGINE);
    }
    int bits = key.map(ServiceKey::family).orElse(Family.INET6).bits();
    if (prefix.isPresent() && prefix.get() > bits) {
      m.spot(PERSISTENCE_NETMASK).fault("/" + prefix.get() + " is longer than an IPv4 address");
    }
    if (engine.isPresent()
        && key.isPresent()
        && key.get() instanceof ServiceKey.Address it
        && it.protocol() != Protocol.UDP
        && m.sound(PROTOCOL)) {
      m.spot(PERSISTENCE_ENGINE)
          .fault("the kernel reads SIP over udp only; this service is " + it.protocol().label());
    }
    return new Persistence(timeout, prefix.orElse(bits), engine);
  }

  private static void refuse(Mapping m, Key<?> key) {
    if (m.has(key) && m.sound(key)) {
      m.spot(key).fault("means nothing without persistence; add that");
    }
  }
}

package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.List;

/** Short ways to read texts in tests, always as {@code d1.yaml} on a host named d1. */
final class Yaml {
  private static final Path FILE = Path.of("d1.yaml");

  private Yaml() {}

  static Config config(String text) throws ConfigException {
    return config(text, "d1");
  }

  static Config config(String text, String hostName) throws ConfigException {
    return ConfigReader.parse(FILE, text, hostName);
  }

  /** The faults as they are printed; none where the text is a configuration. */
  static List<String> faults(String text) {
    try {
      config(text);
      return List.of();
    } catch (ConfigException e) {
      return e.faults().stream().map(Fault::toString).toList();
    }
  }

  static Config withoutHash(Config c) {
    return new Config(
        c.file(),
        c.node(),
        c.cluster(),
        c.dataplane(),
        c.netfilter(),
        c.vipGroups(),
        c.services(),
        c.timeouts(),
        c.api(),
        c.onStop(),
        c.sync(),
        c.syncInterface(),
        c.kernel(),
        c.stateDir(),
        c.hooks(),
        Fingerprint.of(new byte[0]));
  }
}

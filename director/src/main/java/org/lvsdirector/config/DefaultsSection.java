package org.lvsdirector.config;

import java.util.Optional;
import java.util.stream.Stream;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.Checks;

/** Reads {@code defaults:}, and the checks of services on top of it. */
final class DefaultsSection {
  private static final String NONE = "none";

  static final Key<Void> CHECK =
      Key.section(
          "check",
          "a section of keys, or none",
          "default: a tcp check",
          "What services' checks hold where they say nothing else, key by key."
              + " Keys as in services[].check.");

  static final Section SECTION =
      new Section("defaults", Stream.concat(Stream.of(CHECK), PoolSection.KEYS.stream()).toList());

  private final Optional<Mapping> section;
  private final Optional<Mapping> check;
  private final boolean none;

  private DefaultsSection(Optional<Mapping> section, Optional<Mapping> check, boolean none) {
    this.section = section;
    this.check = check;
    this.none = none;
  }

  static DefaultsSection read(Mapping root, Key<Void> key) {
    Optional<Mapping> section = root.section(key, SECTION);
    boolean none = section.flatMap(it -> it.word(CHECK)).filter(NONE::equals).isPresent();
    Optional<Mapping> check =
        none ? Optional.empty() : section.flatMap(it -> it.section(CHECK, CheckSection.SECTION));
    check.ifPresent(it -> CheckSection.read(it, Optional.empty()));
    // Once, so that what is wrong is complained about although no service needs it.
    section.ifPresent(it -> PoolSection.KEYS.forEach(it::find));
    return new DefaultsSection(section, check, none);
  }

  /** The checks of a service. */
  ChecksReader.Result checksOf(Mapping service, Key<Void> key) {
    Mapping base = check.orElseGet(service::empty);
    return ChecksReader.read(service, key, base)
        .orElseGet(
            () -> {
              boolean wrong = service.has(key);
              return new ChecksReader.Result(
                  Checks.of(
                      none || wrong
                          ? Optional.empty()
                          : Optional.of(CheckSection.read(base, Optional.empty()))),
                  base);
            });
  }

  /** A service with what it leaves to these defaults. */
  Mapping under(Mapping service) {
    return section.map(service::over).orElse(service);
  }
}

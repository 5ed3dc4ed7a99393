package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.healthcheck.Check;

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

  static final Section SECTION = new Section("defaults", List.of(CHECK));

  private final Optional<Mapping> check;
  private final boolean none;

  private DefaultsSection(Optional<Mapping> check, boolean none) {
    this.check = check;
    this.none = none;
  }

  static DefaultsSection read(Mapping root, Key<Void> key) {
    Optional<Mapping> section = root.section(key, SECTION);
    boolean none = section.flatMap(it -> it.word(CHECK)).filter(NONE::equals).isPresent();
    Optional<Mapping> check =
        none ? Optional.empty() : section.flatMap(it -> it.section(CHECK, CheckSection.SECTION));
    check.ifPresent(it -> CheckSection.read(it, Optional.empty()));
    return new DefaultsSection(check, none);
  }

  /** The check of a service; empty where it has none. */
  Optional<Check> checkOf(Mapping service, Key<Void> key) {
    if (service.word(key).filter(NONE::equals).isPresent()) {
      return Optional.empty();
    }
    if (service.has(key)) {
      Mapping base = check.orElseGet(service::empty);
      return service
          .section(key, CheckSection.SECTION)
          .map(own -> CheckSection.read(own, Optional.of(base)));
    }
    return none
        ? Optional.empty()
        : Optional.of(CheckSection.read(check.orElseGet(service::empty), Optional.empty()));
  }
}

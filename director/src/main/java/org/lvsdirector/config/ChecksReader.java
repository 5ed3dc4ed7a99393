package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.Require;

/** Reads {@code check:}, {@code checks:} and {@code require:}, of a service or a server. */
final class ChecksReader {
  private static final String NONE = "none";
  private static final int MOST = 16;

  static final Key<Void> CHECKS =
      Key.section(
          "checks",
          "a list of sections",
          "default: the one of check",
          "Several checks instead of one. Keys of each as in services[].check, on top of"
              + " defaults.check.");
  static final Key<Require> REQUIRE =
      Key.of(
          "require",
          new Kind<>("word", "all, any, or a number from 1–" + MOST, ChecksReader::require),
          "all",
          "How many of the checks must pass; with checks only.");

  private ChecksReader() {}

  /**
   * What holds for an owner of checks.
   *
   * @param base what a check section of somebody below it leaves out is taken from
   */
  record Result(Checks checks, Mapping base) {
    /** Whether there is one that needs a port. */
    boolean needPort() {
      return checks.any() && checks.list().stream().anyMatch(Check::needsPort);
    }
  }

  /**
   * The checks that an owner names itself; empty where it names none.
   *
   * @param base where a check takes from what it leaves out
   */
  static Optional<Result> read(Mapping owner, Key<Void> checkKey, Mapping base) {
    if (owner.has(CHECKS)) {
      if (owner.has(checkKey)) {
        owner.spot(CHECKS).fault("check and checks exclude each other; keep one");
      }
      return Optional.of(new Result(several(owner, base), base));
    }
    if (owner.has(REQUIRE)) {
      owner.spot(REQUIRE).fault("means nothing without checks; add that");
    }
    if (owner.word(checkKey).filter(NONE::equals).isPresent()) {
      return Optional.of(new Result(Checks.NONE, base));
    }
    return owner
        .section(checkKey, CheckSection.SECTION)
        .map(
            own ->
                new Result(
                    Checks.of(Optional.of(CheckSection.read(own, Optional.of(base)))),
                    own.over(base)));
  }

  private static Checks several(Mapping owner, Mapping base) {
    List<Check> checks =
        owner.sections(CHECKS, CheckSection.SECTION).stream()
            .map(own -> CheckSection.read(own, Optional.of(base)))
            .toList();
    Require require = owner.get(REQUIRE);
    if (checks.size() > MOST) {
      owner.spot(CHECKS).fault(checks.size() + " are too many; write " + MOST + " at most");
    } else if (checks.isEmpty() && owner.sound(CHECKS)) {
      owner.spot(CHECKS).fault("is empty; write check: none for a server that nobody checks");
    } else if (require.least() > checks.size() && owner.sound(REQUIRE, CHECKS)) {
      owner.spot(REQUIRE).fault("must be at most the number of checks, " + checks.size());
    }
    return new Checks(checks, require);
  }

  private static Require require(String text) throws Refusal {
    return switch (text) {
      case "all" -> Require.ALL;
      case "any" -> Require.ANY;
      default -> {
        if (!text.matches("\\d{1,2}")) {
          throw new Refusal(Words.quote(text) + " is none; write all, any or a number");
        }
        yield new Require(Kinds.integer(1, MOST).parser().parse(text));
      }
    };
  }
}

package org.lvsdirector.config.yaml;

import java.util.Optional;

/**
 * A key of a section: its name, what it may hold, what holds without it, and what it means. The
 * reader and the printed reference both work from this, so that they cannot differ.
 */
public final class Key<T> {
  private final String name;
  private final Kind<T> kind;
  private final String meaning;
  private final String absent;
  private final Optional<T> fallback;
  private final boolean perNode;

  private Key(
      String name,
      Kind<T> kind,
      String meaning,
      String absent,
      Optional<T> fallback,
      boolean perNode) {
    this.name = name;
    this.kind = kind;
    this.meaning = meaning;
    this.absent = absent;
    this.fallback = fallback;
    this.perNode = perNode;
  }

  /** A key that must be given. */
  public static <T> Key<T> required(String name, Kind<T> kind, String meaning) {
    return new Key<>(name, kind, meaning, "required", Optional.empty(), false);
  }

  /** A key that may be left out; {@code absent} says in words what then holds. */
  public static <T> Key<T> optional(String name, Kind<T> kind, String absent, String meaning) {
    return new Key<>(name, kind, meaning, "default: " + absent, Optional.empty(), false);
  }

  /** A key with a default, written as the file would write it. */
  public static <T> Key<T> of(String name, Kind<T> kind, String fallback, String meaning) {
    try {
      T value = kind.parser().parse(fallback);
      return new Key<>(name, kind, meaning, "default: " + fallback, Optional.of(value), false);
    } catch (Refusal impossible) {
      throw new IllegalArgumentException("the default of " + name, impossible);
    }
  }

  /** A key that holds other keys, or a list of such; {@code what} describes it. */
  public static Key<Void> section(String name, String what, String absent, String meaning) {
    Kind<Void> kind =
        new Kind<>(
            what,
            "",
            text -> {
              throw new Refusal(Words.quote(text) + " is not " + what);
            });
    return new Key<>(name, kind, meaning, absent, Optional.empty(), false);
  }

  /** The same key, whose value may also be a section from node name to value. */
  public Key<T> perNode() {
    return new Key<>(name, kind, meaning, absent, fallback, true);
  }

  /** Its name within the section. */
  public String name() {
    return name;
  }

  /** What it may hold. */
  public Kind<T> kind() {
    return kind;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }

  /** "required", or what holds where it is not given. */
  public String absent() {
    return absent;
  }

  /** The default, where there is one that does not depend on other things. */
  public Optional<T> fallback() {
    return fallback;
  }

  /** Whether every node may be given a value of its own. */
  public boolean isPerNode() {
    return perNode;
  }

  @Override
  public String toString() {
    return name;
  }
}

package org.lvsdirector.config.yaml;

import java.util.List;
import java.util.Set;

/**
 * What stands in the file, and where it begins. Small on purpose: a file may have a hundred
 * thousand of them.
 */
sealed interface Tree {
  Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  int LONGEST_NULL = 4;

  /** Counted from 0. */
  int line();

  /** Counted from 0. */
  int column();

  /** Whether it is a value that is not there, as in {@code key:} or {@code key: null}. */
  default boolean isNull() {
    return false;
  }

  /** Whether a plain scalar means that there is no value. */
  static boolean isNull(String plain) {
    return plain.length() <= LONGEST_NULL && NULLS.contains(plain);
  }

  /**
   * A single value.
   *
   * @param foreignTag a tag that YAML itself does not define, or null
   */
  record Leaf(String value, boolean isNull, String foreignTag, int line, int column)
      implements Tree {}

  /** A list. */
  record Items(List<Tree> all, int line, int column) implements Tree {}

  /** Keys and their values, in the file's order; a key may come twice, and may be anything. */
  record Pairs(List<Pair> all, int line, int column) implements Tree {}

  /** A key and its value. */
  record Pair(Tree key, Tree value) {
    /** What stands for a section of one key, which is not written. */
    static Pair of(String name, Tree value) {
      return new Pair(new Leaf(name, false, null, value.line(), value.column()), value);
    }

    /** Whether the key is a word, and this one. */
    boolean isNamed(String name) {
      return key instanceof Leaf leaf && leaf.value().equals(name);
    }
  }
}

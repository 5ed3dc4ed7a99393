package org.lvsdirector.config.yaml;

/** What stands in a file whose text is sound: its outermost section, not looked at yet. */
public final class Outermost {
  private final Tree.Pairs pairs;

  Outermost(Tree.Pairs pairs) {
    this.pairs = pairs;
  }

  Tree.Pairs pairs() {
    return pairs;
  }
}

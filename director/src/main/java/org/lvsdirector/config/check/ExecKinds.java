package org.lvsdirector.config.check;

import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;

/** How a program of one's own is run. */
final class ExecKinds {
  /** A user of this machine (useradd(8)). */
  static final Kind<String> USER =
      Kinds.text(
          "user",
          "[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}",
          "a user of this machine",
          "a name of 1–32 letters, digits, dots, dashes or underscores");

  private ExecKinds() {}
}

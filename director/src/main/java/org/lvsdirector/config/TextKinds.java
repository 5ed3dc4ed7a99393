package org.lvsdirector.config;

import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Source;

/** Texts with rules of their own. */
final class TextKinds {
  /** Names that go into metrics, logs and the API's addresses. */
  static final Kind<String> NAME =
      Kinds.text(
          "name",
          "[A-Za-z0-9][A-Za-z0-9._-]{0,62}",
          "a name",
          "1–63 letters, digits, dots, dashes or underscores");

  /** IFNAMSIZ (uapi linux/if.h) leaves 15 bytes. */
  static final Kind<String> INTERFACE =
      Kinds.text(
          "interface",
          "(?!\\.{1,2}$)[!-~&&[^/:]]{1,15}",
          "the name of a network interface",
          "at most 15 visible ASCII characters without / and :");

  /** A file's name. */
  static final Kind<String> FILE = Source.NAME;

  static final Kind<String> URL =
      Kinds.text(
          "URL",
          "https?://[\\w.\\[\\]:-]{1,255}/?",
          "a URL",
          "http:// or https://, a name or an address, and a port if need be");

  private TextKinds() {}

  /** Whether a text from elsewhere would do as a name. */
  static boolean isName(String text) {
    try {
      return NAME.parser().parse(text).equals(text);
    } catch (Refusal refusal) {
      return false;
    }
  }
}

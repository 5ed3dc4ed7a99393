package org.lvsdirector.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;

/** The events that a hook may ask for, by their kinds. */
final class HookEvents {
  /** All of them, also those that are not listed here. */
  static final String ALL = "all";

  /** What people want to be told in the first place. */
  static final List<String> USUAL =
      List.of(
          "server-up",
          "server-down",
          "quorum-lost",
          "quorum-gained",
          "panic",
          "panic-over",
          "level-changed",
          "master",
          "vip-taken",
          "vip-released",
          "vip-failed",
          "member-joined",
          "member-left");

  private static final List<String> FURTHER =
      List.of(
          "server-unknown",
          "server-weight",
          "server-changed",
          "drain-begins",
          "drain-progress",
          "drain-deadline",
          "drained",
          "drain-failed",
          "service-failed",
          "service-ok",
          "rules-failed",
          "drift-repaired",
          "dataplane-failed",
          "dataplane-ok",
          "vip-ok",
          "vip-restored",
          "failover-report",
          "sync-started",
          "sync-fault",
          "kernel-setting-wrong",
          "kernel-setting-ok",
          "kernel-setting-applied",
          "kernel-setting-repaired",
          "cluster-conflict",
          "cluster-stranger",
          "snat-ports-short",
          "snat-ports-ok",
          "netfilter-failed",
          "netfilter-ok",
          "reloaded",
          "stopping");

  private static final Set<String> KNOWN = known();

  static final Kind<String> KIND =
      new Kind<>("word", "all, or of " + String.join(", ", KNOWN), HookEvents::parse);

  private HookEvents() {}

  private static Set<String> known() {
    Set<String> known = new LinkedHashSet<>(USUAL);
    known.addAll(FURTHER);
    return known;
  }

  private static String parse(String text) throws Refusal {
    if (text.equals(ALL) || KNOWN.contains(text)) {
      return text;
    }
    String hint =
        Words.nearest(text, KNOWN)
            .map(near -> "did you mean " + near + "?")
            .orElse("write all, or some of " + String.join(", ", KNOWN));
    throw new Refusal(Words.quote(text) + " is no event; " + hint);
  }
}

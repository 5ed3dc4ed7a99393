package org.lvsdirector;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.config.Role;
import org.lvsdirector.config.SyncMode;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.reconcile.Outcome;

/** What a running node can take over from a new configuration, and what needs a restart. */
final class Reload {
  private Reload() {}

  /** What a node makes of its configuration: a witness only votes, and touches no kernel. */
  static Config forRole(Config config) {
    if (config.cluster().role() == Role.DIRECTOR) {
      return config;
    }
    return new Config(
        config.file(),
        config.node(),
        config.cluster(),
        DataplaneKind.EMBEDDED,
        config.netfilter(),
        List.of(),
        List.of(),
        Timeouts.UNSET,
        config.api(),
        config.onStop(),
        SyncMode.OFF,
        config.syncInterface(),
        config.kernel(),
        config.stateDir(),
        config.hooks(),
        config.hash());
  }

  /** The keys that differ but stay as they are until the node is started again. */
  static Set<String> needsRestart(Config now, Config next) {
    Set<String> keys = new TreeSet<>();
    note(keys, "node", now.node(), next.node());
    note(keys, "cluster", now.cluster(), next.cluster());
    note(keys, "dataplane", now.dataplane(), next.dataplane());
    note(keys, "netfilter", now.netfilter(), next.netfilter());
    note(keys, "api", now.api(), next.api());
    note(keys, "sync", now.sync(), next.sync());
    note(keys, "sync-interface", now.syncInterface(), next.syncInterface());
    note(keys, "state-dir", now.stateDir(), next.stateDir());
    return keys;
  }

  private static void note(Set<String> keys, String key, Object now, Object next) {
    // A section is mostly the very same: its own way to compare takes long when it is used first.
    if (!Objects.equals(now, next)) {
      keys.add(key);
    }
  }

  /** The configuration that is in force after a reload. */
  static Config merge(Config now, Config next) {
    if (needsRestart(now, next).isEmpty()) {
      return next;
    }
    return new Config(
        next.file(),
        now.node(),
        now.cluster(),
        now.dataplane(),
        now.netfilter(),
        next.vipGroups(),
        next.services(),
        next.timeouts(),
        now.api(),
        next.onStop(),
        now.sync(),
        now.syncInterface(),
        next.kernel(),
        now.stateDir(),
        next.hooks(),
        next.hash());
  }

  /** One sentence about a reload. */
  static String words(Config next, Set<String> restart) {
    String taken =
        next.services().size()
            + " services and "
            + next.vipGroups().size()
            + " VIP groups from "
            + next.file();
    return restart.isEmpty()
        ? taken
        : taken + "; unchanged until a restart: " + String.join(", ", restart);
  }

  /**
   * How the rules followed a reload; {@code before} = how many changes there had been until then.
   */
  static String words(Outcome outcome, long before) {
    long made = outcome.changes() - before;
    String changes = made == 1 ? "1 change" : made + " changes";
    return outcome.error().isEmpty()
        ? "; " + changes + " to the rules"
        : "; the rules are still to follow: " + outcome.error();
  }
}

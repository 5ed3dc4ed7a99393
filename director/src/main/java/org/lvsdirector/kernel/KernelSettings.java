package org.lvsdirector.kernel;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.Treatment;
import org.lvsdirector.model.EventSink;

/**
 * Keeps this node's kernel settings as its services need them. Each transition is reported once,
 * and what cannot be put right is a fault that keeps nothing from running. Calls of {@link #turn}
 * must not overlap.
 */
public final class KernelSettings {
  private final Sysctls sysctls;
  private final EventSink events;
  private final Map<Sysctl, String> applied = new HashMap<>();
  private volatile Map<Sysctl, String> faults = Map.of();

  /** The settings of this machine. */
  public KernelSettings(EventSink events) {
    this(new Sysctls(), events);
  }

  KernelSettings(Sysctls sysctls, EventSink events) {
    this.sysctls = sysctls;
    this.events = events;
  }

  /** Looks at all settings and puts right what it may. Blocks for some reads of files. */
  public void turn(Config config) {
    turn(DirectorSettings.of(config, defaultRoutes()));
  }

  void turn(List<Setting> settings) {
    Map<Sysctl, String> now = new TreeMap<>(Comparator.comparing(Sysctl::path));
    for (Setting setting : settings) {
      look(setting).ifPresent(fault -> now.put(setting.sysctl(), fault));
    }
    applied.keySet().retainAll(settings.stream().map(Setting::sysctl).toList());
    report(now);
    faults = now;
  }

  /** What is wrong now, in sentences with the cure. Safe from any thread. */
  public List<String> faults() {
    return faults.entrySet().stream()
        .map(fault -> fault.getKey() + " " + fault.getValue())
        .toList();
  }

  /** Looks at one; what stays wrong, if anything. */
  private Optional<String> look(Setting setting) {
    try {
      Optional<String> found = sysctls.read(setting.sysctl());
      if (setting.accepts(found)) {
        return Optional.empty();
      }
      if (setting.treatment() == Treatment.APPLY && found.isPresent()) {
        sysctls.write(setting.sysctl(), setting.wanted());
        changed(setting, found.get());
        return Optional.empty();
      }
      return Optional.of(setting.complaint(found) + "; " + setting.cure());
    } catch (IOException refused) {
      return Optional.of(
          "must be %s: %s; %s; or run: %s"
              .formatted(setting.wanted(), setting.why(), refused.getMessage(), setting.cure()));
    }
  }

  private void changed(Setting setting, String before) {
    boolean again = applied.put(setting.sysctl(), setting.wanted()) != null;
    events.emit(
        again ? "kernel-setting-repaired" : "kernel-setting-applied",
        setting.sysctl().toString(),
        "%s -> %s%s: otherwise %s"
            .formatted(
                before, setting.wanted(), again ? ", changed by someone else" : "", setting.why()));
  }

  private void report(Map<Sysctl, String> now) {
    now.forEach(
        (sysctl, fault) -> {
          if (!fault.equals(faults.get(sysctl))) {
            events.emit("kernel-setting-wrong", sysctl.toString(), fault);
          }
        });
    for (Sysctl sysctl : faults.keySet()) {
      if (!now.containsKey(sysctl)) {
        events.emit("kernel-setting-ok", sysctl.toString(), "is as it must be");
      }
    }
  }

  private static Set<String> defaultRoutes() {
    try {
      return DefaultRoutes.read().stream()
          .map(DefaultRoutes.Route::interfaceName)
          .collect(Collectors.toSet());
    } catch (IOException unreadable) {
      // Without routes nothing is known to need loose filtering.
      return Set.of();
    }
  }
}

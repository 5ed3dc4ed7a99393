package org.lvsdirector.ops.ipvsadm;

import java.util.Locale;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane.Failure;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.model.Timeouts;

/** What the kernel refused, in words: what was tried, on what, its word for it, what to do. */
final class Refusals {
  private Refusals() {}

  static String text(Failure failure) {
    return "%s: %s%s".formatted(tried(failure.change()), failure.reason(), advice(failure));
  }

  static String name(SyncDaemon.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private static String tried(Change change) {
    if (change instanceof Change.AddService add) {
      return "adding service " + add.key();
    }
    if (change instanceof Change.SetService set) {
      return "changing service " + set.key();
    }
    if (change instanceof Change.DeleteService delete) {
      return "deleting service " + delete.key();
    }
    if (change instanceof Change.AddDestination add) {
      return "adding server %s to %s".formatted(add.destination().endpoint(), add.key());
    }
    if (change instanceof Change.SetDestination set) {
      return "changing server %s of %s".formatted(set.destination().endpoint(), set.key());
    }
    if (change instanceof Change.DeleteDestination delete) {
      return "deleting server %s of %s".formatted(delete.endpoint(), delete.key());
    }
    Timeouts timeouts = ((Change.SetTimeouts) change).timeouts();
    return "setting timeouts %d %d %d".formatted(timeouts.tcp(), timeouts.tcpFin(), timeouts.udp());
  }

  private static String advice(Failure failure) {
    String reason = failure.reason();
    if (reason.startsWith("EEXIST")) {
      return failure.change() instanceof Change.AddService
          ? "; it is there already: -E changes it"
          : "; it is there already: -e changes it";
    }
    if (reason.startsWith("ERANGE")) {
      return "; the lower threshold (-y) may not be above the upper (-x)";
    }
    if (reason.startsWith("EINVAL") && failure.change() instanceof Change.AddDestination) {
      return "; the server's address must be unicast, and a sync daemon and a server of another"
          + " family than its service exclude each other";
    }
    return "";
  }
}

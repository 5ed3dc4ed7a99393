package org.lvsdirector.ops.ipvsadm;

import java.util.Optional;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.model.ServiceKey;

/** What a command line asks for, checked as far as that goes without asking the kernel. */
sealed interface Request {
  /**
   * One change of the rules or timeouts.
   *
   * @param netmask of a service: an IPv4 mask of any bits, or an IPv6 prefix length
   */
  record Edit(Change change, int netmask) implements Request {}

  /** Deletes all services. */
  record Clear() implements Request {}

  /** Sets counters to 0, of all services where none is named. */
  record Zero(Optional<ServiceKey> key) implements Request {}

  /** Shows one service or all. */
  record Table(Optional<ServiceKey> key, View view) implements Request {}

  /**
   * Shows the connections.
   *
   * @param engine with what their persistence engine knows of them
   */
  record Connections(boolean numeric, boolean engine) implements Request {}

  /** Shows the timeouts. */
  record ShowTimeouts() implements Request {}

  /** Shows the synchronization daemons. */
  record ShowDaemons() implements Request {}

  /** Shows all services as command lines. */
  record Save(boolean numeric) implements Request {}

  /** Carries out the command lines of standard input. */
  record Restore() implements Request {}

  /** Starts a synchronization daemon. */
  record StartDaemon(SyncDaemon daemon) implements Request {}

  /** Stops one. */
  record StopDaemon(SyncDaemon.State state) implements Request {}

  /** Explains the options. */
  record Help() implements Request {}

  /** Says which program this is. */
  record Version() implements Request {}

  /**
   * What a table shows of each service.
   *
   * @param exact numbers as they are, instead of rounded down to thousands, millions and so on
   * @param sorted otherwise as the kernel has them
   */
  record View(Columns columns, boolean numeric, boolean exact, boolean sorted) {}

  /** The forms of a table. */
  enum Columns {
    RULES,
    TUNNELS,
    THRESHOLDS,
    PERSISTENCE,
    STATS,
    RATE
  }
}

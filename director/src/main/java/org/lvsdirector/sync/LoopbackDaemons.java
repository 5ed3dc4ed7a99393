package org.lvsdirector.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.dataplane.ipvs.SyncDaemon.State;
import org.lvsdirector.dataplane.ipvs.SyncDaemons;
import org.lvsdirector.model.Addresses;

/**
 * The kernel's two sync threads on {@code lo}, where nothing leaves the node: one tells this
 * program what changes, the other takes what this program tells. They have different groups and
 * ids, so that neither hears the other.
 */
public final class LoopbackDaemons {
  static final String INTERFACE = "lo";

  /** What the kernel tells goes here. */
  static final InetAddress OUT_GROUP = SyncDaemon.DEFAULT_GROUP;

  static final int OUT_PORT = SyncDaemon.DEFAULT_PORT;
  static final int OUT_ID = 81;

  /** What the kernel is told goes here. */
  static final InetAddress IN_GROUP = Addresses.parse("224.0.0.82").orElseThrow();

  static final int IN_PORT = OUT_PORT + 1;
  static final int IN_ID = 82;

  /**
   * Bytes of a message, at least: a message is only sent once the next entry no longer fits, or
   * after two seconds. So few let an entry wait for seven others at most.
   */
  private static final int SHORT = 300;

  static final SyncDaemon OUT =
      new SyncDaemon(State.MASTER, INTERFACE, OUT_ID, SHORT, OUT_GROUP, OUT_PORT, 1);
  static final SyncDaemon IN =
      new SyncDaemon(State.BACKUP, INTERFACE, IN_ID, 0, IN_GROUP, IN_PORT, 1);

  private LoopbackDaemons() {}

  /**
   * Starts both where they do not run yet.
   *
   * @param ours what this program may have started with other settings, and may replace
   * @throws IOException when the kernel refuses, or runs one that is not ours: the text says which
   */
  public static void start(Ours ours) throws IOException {
    start(ours, List.of(IN, OUT));
  }

  /** Starts only the one that takes entries, for an {@link Injector}. */
  public static void startBackup(Ours ours) throws IOException {
    start(ours, List.of(IN));
  }

  private static void start(Ours ours, List<SyncDaemon> all) throws IOException {
    try (SyncDaemons kernel = SyncDaemons.open()) {
      for (SyncDaemon wanted : all) {
        Optional<SyncDaemon> running =
            kernel.daemons().stream().filter(it -> it.state() == wanted.state()).findFirst();
        Step step = decide(wanted, running, ours);
        if (step == Step.REFUSE) {
          throw new IOException(refusal(running.orElseThrow()));
        }
        if (step == Step.REPLACE) {
          kernel.stop(wanted.state());
        }
        if (step != Step.KEEP) {
          kernel.start(wanted);
        }
      }
    }
  }

  /** Stops those that run on {@code lo} as {@link #start} starts them. */
  public static void stop() throws IOException {
    try (SyncDaemons kernel = SyncDaemons.open()) {
      for (SyncDaemon running : kernel.daemons()) {
        if (onLoopback(running)) {
          kernel.stop(running.state());
        }
      }
    }
  }

  /** Which running daemons this program may have started itself. */
  @FunctionalInterface
  public interface Ours {
    /** Whether a daemon that is not on {@code lo} is ours. */
    boolean test(SyncDaemon running);
  }

  /** What to do about one daemon. */
  enum Step {
    START,
    KEEP,
    REPLACE,
    REFUSE
  }

  static Step decide(SyncDaemon wanted, Optional<SyncDaemon> running, Ours ours) {
    if (running.isEmpty()) {
      return Step.START;
    }
    SyncDaemon there = running.get();
    boolean lengthFits = wanted.maxLength() == 0 || wanted.maxLength() == there.maxLength();
    boolean same =
        there.interfaceName().equals(wanted.interfaceName())
            && there.syncId() == wanted.syncId()
            && there.group().equals(wanted.group())
            && there.port() == wanted.port()
            && lengthFits;
    if (same) {
      return Step.KEEP;
    }
    return onLoopback(there) || ours.test(there) ? Step.REPLACE : Step.REFUSE;
  }

  private static boolean onLoopback(SyncDaemon daemon) {
    return daemon.interfaceName().equals(INTERFACE)
        && (daemon.syncId() == OUT_ID || daemon.syncId() == IN_ID);
  }

  static String refusal(SyncDaemon running) {
    String state = running.state().name().toLowerCase(Locale.ROOT);
    return ("the kernel runs another sync daemon already: %s on %s, sync id %d, %s:%d; stop it with"
            + " ipvsadm --stop-daemon %s and whatever starts it, or set sync: off")
        .formatted(
            state,
            running.interfaceName(),
            running.syncId(),
            Addresses.text(running.group()),
            running.port(),
            state);
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.SyncMode;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.dataplane.ipvs.SyncDaemons;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.SyncEntry;

/**
 * The way into this kernel's connection table, whatever kind of sync there is: the backup daemon
 * that runs anyhow, or one on {@code lo} that is started for a while. One thread owns it.
 */
final class KernelDoor {
  private final Config config;
  private final ConnectionCache cache;
  private final boolean onInterface;
  private boolean daemonIsOurs;

  KernelDoor(Config config, ConnectionCache cache) {
    this.config = config;
    this.cache = cache;
    onInterface = config.sync() == SyncMode.KERNEL && config.cluster().members().size() > 1;
  }

  /** Puts in entries, in their order, and waits until the kernel has taken them. */
  void inject(List<SyncEntry> entries) throws IOException {
    ByteBuffer told = ByteBuffer.allocate(SyncEntry.LONGEST);
    int now = cache.now();
    for (SyncEntry entry : entries) {
      entry.write(told.clear());
      cache.told(told, 0, now);
    }
    cache.sweep();
    if (onInterface) {
      try (InterfaceInjector injector = InterfaceInjector.open(config)) {
        injector.inject(entries);
      }
      return;
    }
    open();
    try (Injector injector = Injector.open()) {
      injector.inject(entries);
      injector.flush();
      if (injector.dropped() > 0) {
        throw new IOException(
            "the kernel had no room for " + injector.dropped() + " messages; tried again");
      }
    }
  }

  private void open() throws IOException {
    try (SyncDaemons daemons = SyncDaemons.open()) {
      daemonIsOurs |=
          daemons.daemons().stream().noneMatch(it -> it.state() == SyncDaemon.State.BACKUP);
    }
    LoopbackDaemons.startBackup(running -> false);
  }

  /** Stops what was started for the purpose. */
  void shut() throws IOException {
    if (daemonIsOurs) {
      daemonIsOurs = false;
      try (SyncDaemons daemons = SyncDaemons.open()) {
        daemons.stop(SyncDaemon.State.BACKUP);
      }
    }
  }
}

package org.lvsdirector.sync;

import java.io.IOException;
import java.util.List;
import org.lvsdirector.sync.message.SyncEntry;

/** Where entries go: a kernel's connection table. Calls may block; one thread owns it. */
interface EntrySink extends AutoCloseable {
  /** Opens one. */
  @FunctionalInterface
  interface Opening {
    /** Opens it, or says why it can not. */
    EntrySink open() throws IOException;
  }

  /** Puts in entries, in their order. */
  void inject(List<SyncEntry> entries) throws IOException;

  /** Puts in the entries of a message that was understood before; may change its sync id. */
  void send(byte[] message) throws IOException;

  /** Waits until the kernel has taken all that was put in. */
  void flush() throws IOException;

  /** Messages that the kernel had no room for since this was opened, as of the last wait. */
  long dropped();

  @Override
  void close() throws IOException;
}

package org.lvsdirector.dataplane;

import java.io.IOException;
import java.util.List;

/**
 * Something that forwards by rules. All calls may block and come from one thread, never from an
 * event loop.
 */
public interface Dataplane extends AutoCloseable {
  /**
   * Reads all rules that are in force, those of others included.
   *
   * @throws IOException when the data plane does not answer; the message says what to do
   */
  Rules read() throws IOException;

  /**
   * Applies changes in order. A change that fails does not keep the others from being tried.
   *
   * @return the changes that failed, with the reason; empty when all is well
   * @throws IOException when the data plane does not answer
   */
  List<Failure> apply(List<Change> changes) throws IOException;

  /** Packet and connection counters, by service and destination, as the last {@link #read} saw. */
  Statistics statistics() throws IOException;

  /** Lets go of resources. The rules stay. */
  @Override
  void close();

  /**
   * A change that was refused.
   *
   * @param reason the data plane's word for it, e.g. {@code ENOENT: no such scheduler}
   */
  record Failure(Change change, String reason) {}
}

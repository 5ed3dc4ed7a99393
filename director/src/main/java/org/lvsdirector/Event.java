package org.lvsdirector;

import java.time.Instant;
import org.lvsdirector.notify.Notice;

/**
 * Something that happened on a node.
 *
 * @param id counts up from 1 while the node runs
 * @param kind what sort of thing, e.g. {@code master}
 * @param subject what it happened to
 * @param text a sentence with the cause and the numbers
 */
public record Event(long id, Instant time, String node, String kind, String subject, String text) {
  /** The same for those outside who are told of it. */
  Notice notice() {
    return new Notice(id, time, node, kind, subject, text);
  }
}

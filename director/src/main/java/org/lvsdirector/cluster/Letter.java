package org.lvsdirector.cluster;

import java.util.List;
import java.util.Optional;

/**
 * What one member asks another, and the answer in parts. The asker asks for each part after the
 * first, so that never more than one is on its way. The cluster carries letters and promises
 * nothing: whoever waits for one has a deadline.
 */
public sealed interface Letter {
  /** The asker's number for the question. */
  long id();

  /**
   * A question, and with it the wish for part 0.
   *
   * @param topic what sort of question, e.g. {@code connections}
   * @param text the question
   */
  record Question(long id, String topic, String text) implements Letter {}

  /**
   * A part of an answer.
   *
   * @param number counts up from 0
   * @param lines may be none, as a sign of life while there is nothing to tell yet
   * @param read how many entries were looked at so far
   * @param last whether this was all
   * @param fault why it is not all although it is the last; empty when it is
   */
  record Part(
      long id, int number, List<String> lines, long read, boolean last, Optional<String> fault)
      implements Letter {
    /** Copies the list. */
    public Part {
      lines = List.copyOf(lines);
    }
  }

  /** The wish for a further part. */
  record Next(long id, int number) implements Letter {}

  /** The asker wants no more. */
  record Enough(long id) implements Letter {}
}

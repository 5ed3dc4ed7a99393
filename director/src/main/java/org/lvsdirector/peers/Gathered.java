package org.lvsdirector.peers;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.cluster.Letter;

/** The parts of an answer that have arrived. */
final class Gathered {
  private final int longest;
  private final List<String> lines = new ArrayList<>();
  private int expected;
  private long size;

  /** Takes so many characters at most. */
  Gathered(int longest) {
    this.longest = longest;
  }

  /** What there is to do after a part. */
  enum Then {
    MORE,
    DONE,
    TOO_MUCH,
    IGNORED
  }

  synchronized Then take(Letter.Part part) {
    if (part.number() != expected) {
      return Then.IGNORED;
    }
    expected++;
    for (String line : part.lines()) {
      size += line.length();
      lines.add(line);
    }
    if (size > longest) {
      return Then.TOO_MUCH;
    }
    return part.last() ? Then.DONE : Then.MORE;
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}

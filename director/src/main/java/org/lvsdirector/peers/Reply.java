package org.lvsdirector.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * An answer on its way.
 *
 * @param refusal why there is none
 */
record Reply(List<List<String>> parts, Optional<String> refusal) {
  /** Lines in parts of a size that others' messages need not wait for. */
  static Reply of(List<String> lines) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int size = 0;
    for (String line : lines) {
      if (size > 0 && size + line.length() > Peers.PART) {
        parts.add(part);
        part = new ArrayList<>();
        size = 0;
      }
      part.add(line);
      size += line.length();
    }
    parts.add(part);
    return new Reply(parts, Optional.empty());
  }

  static Reply refusing(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new Reply(List.of(List.of()), Optional.of(String.valueOf(cause.getMessage())));
  }
}

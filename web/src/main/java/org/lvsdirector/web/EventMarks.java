package org.lvsdirector.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Up to which event of each node somebody has them. As text it is the Last-Event-ID of a stream of
 * all nodes' events, e.g. {@code d1@1767323045000:57,d2@1767323046000:33}.
 */
final class EventMarks {
  private static final Pattern TEXT =
      Pattern.compile("([\\w.-]{1,255}@\\d{1,18}:\\d{1,18}(,(?=.)|$)){0,64}");

  private final Map<String, Mark> marks;

  private record Mark(long boot, long id) {}

  private EventMarks(Map<String, Mark> marks) {
    this.marks = marks;
  }

  /** Of somebody who has none. */
  static EventMarks none() {
    return new EventMarks(new TreeMap<>());
  }

  /**
   * Reads the text.
   *
   * @throws IllegalArgumentException where it is none
   */
  static EventMarks parse(String text) {
    if (text.length() > 8192 || !TEXT.matcher(text).matches()) {
      throw new BadRequest(
          "Last-Event-ID", "Last-Event-ID (or after) must be the id of an event of this stream.");
    }
    EventMarks marks = none();
    for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
      int at = part.lastIndexOf('@');
      int colon = part.lastIndexOf(':');
      marks.has(
          part.substring(0, at),
          Long.parseLong(part.substring(at + 1, colon)),
          Long.parseLong(part.substring(colon + 1)));
    }
    return marks;
  }

  /** The number of the last event of this run of a node; 0 for none. */
  long of(String node, long boot) {
    Mark mark = marks.get(node);
    return mark == null || mark.boot() != boot ? 0 : mark.id();
  }

  /** Whoever had these has this event too from now on. */
  void has(String node, long boot, long id) {
    marks.put(node, new Mark(boot, id));
  }

  @Override
  public String toString() {
    return marks.entrySet().stream()
        .map(it -> it.getKey() + "@" + it.getValue().boot() + ":" + it.getValue().id())
        .collect(Collectors.joining(","));
  }
}

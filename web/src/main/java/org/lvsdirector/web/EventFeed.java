package org.lvsdirector.web;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lvsdirector.Brief;
import org.lvsdirector.Event;

/**
 * The events of all nodes, as far as they are known here. Nodes number theirs, so whoever has them
 * up to a number of each can go on from there at any node. Belongs to the API's event loop.
 */
final class EventFeed {
  private static final int KEPT = 1000;
  private static final int AT_ONCE = 300;

  private final Map<String, Source> sources = new HashMap<>();
  private final List<Consumer<Event>> listeners = new ArrayList<>();

  /** The events of one run of one node. */
  private static final class Source {
    final long boot;
    final Deque<Event> events = new ArrayDeque<>();

    Source(long boot) {
      this.boot = boot;
    }

    long last() {
      return events.isEmpty() ? 0 : events.getLast().id();
    }
  }

  /** What tells one run of a node from another. */
  static long boot(Brief brief) {
    return boot(brief.startedAt());
  }

  static long boot(Instant startedAt) {
    return startedAt.toEpochMilli();
  }

  /** Calls a listener for each event that is new here. */
  Runnable subscribe(Consumer<Event> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** What to ask a node for: the events behind those that are known. */
  String question(String node) {
    Source source = sources.get(node);
    return source == null ? "" : source.boot + ":" + source.last();
  }

  /** The node's own events that another node asks for; safe from any thread. */
  static List<Event> own(Node node, String question) {
    String[] known = question.split(":", 2);
    long boot = boot(node.startedAt());
    boolean same = known.length == 2 && known[0].equals(Long.toString(boot));
    List<Event> all = node.events().recent(same ? number(known[1]) : 0);
    return all.subList(Math.max(0, all.size() - AT_ONCE), all.size());
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException garbled) {
      return 0;
    }
  }

  /** Takes in events of a node, in their order; those that are known already count for nothing. */
  void heard(String node, long boot, List<Event> events) {
    Source known = sources.get(node);
    if (known == null || known.boot < boot) {
      known = new Source(boot);
      sources.put(node, known);
    }
    for (Event event : events) {
      if (known.boot == boot && event.id() > known.last()) {
        known.events.addLast(event);
        if (known.events.size() > KEPT) {
          known.events.removeFirst();
        }
        List.copyOf(listeners).forEach(listener -> listener.accept(event));
      }
    }
  }

  /** The run of a node that its newest events here are of. */
  long boot(String node) {
    Source source = sources.get(node);
    return source == null ? 0 : source.boot;
  }

  /** What somebody who has these has not, oldest first; no more than the newest {@code limit}. */
  List<Event> behind(EventMarks marks, int limit) {
    List<Event> missing = new ArrayList<>();
    sources.forEach(
        (node, source) ->
            source.events.stream()
                .filter(event -> event.id() > marks.of(node, source.boot))
                .forEach(missing::add));
    missing.sort(Comparator.comparing(Event::time));
    return missing.subList(Math.max(0, missing.size() - limit), missing.size());
  }
}

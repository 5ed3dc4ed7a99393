package org.lvsdirector.connections;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.connections.ConnectionAnswer.NodeAnswer;
import org.lvsdirector.connections.LocalReading.Result;

/** Brings the entries of several nodes together. One thread only. */
final class Gathering {
  private static final int BATCH = 200;

  private final ConnectionQuery query;
  private final ConnectionSink sink;
  private final List<NodeAnswer> nodes = new ArrayList<>();
  private final List<List<Placed>> pages = new ArrayList<>();
  private boolean more;
  private boolean wanted = true;

  Gathering(ConnectionQuery query, ConnectionSink sink) {
    this.query = query;
    this.sink = sink;
  }

  private boolean paged() {
    return query.limit() > 0;
  }

  /** Reads this node's own table. */
  void read(String node, ConnectionSource source, Description description)
      throws InterruptedException {
    Heap heap = new Heap();
    Result result =
        LocalReading.read(
            source,
            description,
            query,
            (some, read) -> heap.take(some) && wanted,
            System::nanoTime);
    heap.done(node, result.read(), result.fault());
    more |= result.more();
  }

  /** Takes in what another node answers, as long as it says anything. */
  void hear(Asking.Question question) throws InterruptedException {
    Heap heap = new Heap();
    long read = 0;
    while (wanted) {
      Optional<Letter.Part> part = question.next();
      if (part.isEmpty()) {
        heap.done(question.node(), read, Optional.of(question.silent()));
        return;
      }
      read = part.get().read();
      try {
        heap.take(
            part.get().lines().stream().map(line -> Placed.parse(question.node(), line)).toList());
      } catch (IllegalArgumentException garbled) {
        heap.done(question.node(), read, Optional.of("answered garbage: " + garbled.getMessage()));
        return;
      }
      if (part.get().last()) {
        heap.done(question.node(), read, part.get().fault());
        return;
      }
    }
  }

  /** What one node has sent. */
  private final class Heap {
    private final List<Placed> page = new ArrayList<>();
    private long found;

    boolean take(List<Placed> some) throws InterruptedException {
      found += some.size();
      if (!paged()) {
        pass(some);
      } else if (found <= query.limit()) {
        page.addAll(some);
      } else {
        throw new IllegalArgumentException("more entries than were asked for");
      }
      return wanted;
    }

    void done(String node, long read, Optional<String> fault) {
      pages.add(page);
      more |= paged() && page.size() == query.limit();
      nodes.add(new NodeAnswer(node, read, found, fault.orElse("")));
    }
  }

  private void pass(List<Placed> some) throws InterruptedException {
    if (!some.isEmpty() && wanted) {
      wanted = sink.take(some.stream().map(Placed::entry).toList());
    }
  }

  /** Passes on what had to wait for all, and says what there is to say besides. */
  ConnectionAnswer finish(int missing) throws InterruptedException {
    List<Placed> first = Page.merge(pages, query.limit());
    for (int at = 0; at < first.size(); at += BATCH) {
      pass(first.subList(at, Math.min(first.size(), at + BATCH)));
    }
    more |= pages.stream().mapToInt(List::size).sum() > first.size();
    nodes.sort(Comparator.comparing(NodeAnswer::node));
    boolean goesOn = more && !first.isEmpty();
    return new ConnectionAnswer(
        nodes, missing, goesOn ? ConnectionQuery.cursor(first.get(first.size() - 1).place()) : "");
  }
}

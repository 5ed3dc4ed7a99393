package org.lvsdirector.connections;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.connections.LocalReading.Result;
import org.lvsdirector.model.VirtualService;

/** Answers the questions of other nodes, each part when the one before was taken. Thread-safe. */
final class Answering {
  /** How long an asker may take over a part when his own reading is done. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String node;
  private final ConnectionSource source;
  private final Supplier<List<VirtualService>> services;
  private final Post post;
  private final ThreadPoolExecutor threads = Workers.of("connections-answer");
  private final Map<Asked, Conversation> open = new ConcurrentHashMap<>();

  Answering(
      String node, ConnectionSource source, Supplier<List<VirtualService>> services, Post post) {
    this.node = node;
    this.source = source;
    this.services = services;
    this.post = post;
  }

  private record Asked(String by, long id) {}

  void onQuestion(String asker, Letter.Question question) {
    Asked asked = new Asked(asker, question.id());
    Conversation conversation = new Conversation(asked);
    try {
      ConnectionQuery query = ConnectionQuery.parse(question.text());
      open.put(asked, conversation);
      threads.execute(() -> conversation.run(query));
    } catch (IllegalArgumentException unknown) {
      conversation.end(0, Optional.of("does not understand the question: " + unknown.getMessage()));
    } catch (RejectedExecutionException busy) {
      conversation.end(0, Optional.of("is answering as many look-ups already as it may"));
    }
  }

  void onNext(String asker, Letter.Next next) {
    Conversation conversation = open.get(new Asked(asker, next.id()));
    if (conversation != null) {
      conversation.next(next.number());
    }
  }

  void onEnough(String asker, Letter.Enough enough) {
    Conversation conversation = open.get(new Asked(asker, enough.id()));
    if (conversation != null) {
      conversation.enough();
    }
  }

  void close() {
    threads.shutdownNow();
  }

  /** One question and the thread that answers it. */
  private final class Conversation {
    private final Asked asked;
    private volatile long patience;
    private final Semaphore wishes = new Semaphore(0);
    private volatile boolean enough;
    private volatile int number;

    Conversation(Asked asked) {
      this.asked = asked;
    }

    void next(int wanted) {
      if (wanted == number) {
        wishes.release();
      }
    }

    void enough() {
      enough = true;
      wishes.release();
    }

    void run(ConnectionQuery query) {
      patience = query.longest().plus(PATIENCE).toSeconds();
      try {
        Description description = new Description(node, services.get(), query);
        Result result = LocalReading.read(source, description, query, this::part, System::nanoTime);
        if (!enough) {
          end(result.read(), result.fault());
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      } finally {
        open.remove(asked);
      }
    }

    private boolean part(List<Placed> some, long read) throws InterruptedException {
      int sent = number;
      number = sent + 1;
      List<String> lines = some.stream().map(Placed::line).toList();
      post.send(
          asked.by(), new Letter.Part(asked.id(), sent, lines, read, false, Optional.empty()));
      boolean taken = wishes.tryAcquire(patience, TimeUnit.SECONDS);
      if (!taken) {
        enough = true;
      }
      return !enough;
    }

    void end(long read, Optional<String> fault) {
      post.send(asked.by(), new Letter.Part(asked.id(), number, List.of(), read, true, fault));
      open.remove(asked);
    }
  }
}

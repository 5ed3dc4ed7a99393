package org.lvsdirector.peers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.lvsdirector.cluster.Letter;

/**
 * Asks other nodes, and answers them, by letters. An answer is kept in memory whole, on both sides,
 * and is sent in parts, each when the one before has arrived. Thread-safe.
 */
public final class Peers {
  /** The longest answer that is taken, in characters. */
  static final int LONGEST = 16 << 20;

  /** How much goes in one part. */
  static final int PART = 48 << 10;

  private static final int ANSWERS = 64;

  // Look-ups of connections number theirs from below; whoever gets a part looks it up in both.
  private static final long OURS = 1L << 52;

  private final BiConsumer<String, Letter> post;
  private final AtomicLong ids = new AtomicLong(OURS | (System.nanoTime() & 0xffff_ffff_ffffL));
  private final Map<String, Answerer> topics = new ConcurrentHashMap<>();
  private final Map<Long, Inquiry> open = new ConcurrentHashMap<>();
  private final Map<Asked, Reply> replies = new ConcurrentHashMap<>();

  /**
   * Writes by this post.
   *
   * @param post sends a letter to a node, from any thread, without waiting
   */
  public Peers(BiConsumer<String, Letter> post) {
    this.post = post;
  }

  private record Asked(String by, long id) {}

  private record Inquiry(String node, Gathered gathered, CompletableFuture<List<String>> done) {}

  /** Has questions of a topic answered from now on. */
  public void answer(String topic, Answerer answerer) {
    topics.put(topic, answerer);
  }

  /**
   * Asks a node.
   *
   * @return its lines; fails with {@link NoAnswerException}
   */
  public CompletableFuture<List<String>> ask(
      String node, String topic, String text, Duration within) {
    long id = ids.incrementAndGet();
    CompletableFuture<List<String>> done = new CompletableFuture<>();
    open.put(id, new Inquiry(node, new Gathered(LONGEST), done));
    post.accept(node, new Letter.Question(id, topic, text));
    CompletableFuture.delayedExecutor(within.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(
            () ->
                fail(
                    id,
                    new NoAnswerException(
                        "%s did not answer within %d ms".formatted(node, within.toMillis()))));
    return done;
  }

  private void fail(long id, NoAnswerException failure) {
    Inquiry inquiry = open.remove(id);
    if (inquiry != null) {
      post.accept(inquiry.node(), new Letter.Enough(id));
      inquiry.done().completeExceptionally(failure);
    }
  }

  /** Takes in what another node wrote; never blocks. */
  public void onLetter(String sender, Letter letter) {
    if (letter instanceof Letter.Question question) {
      Answerer answerer = topics.get(question.topic());
      if (answerer != null) {
        begin(sender, question, answerer);
      }
    } else if (letter instanceof Letter.Part part) {
      take(sender, part);
    } else if (letter instanceof Letter.Next next) {
      Asked asked = new Asked(sender, next.id());
      Optional.ofNullable(replies.get(asked)).ifPresent(reply -> send(asked, reply, next.number()));
    } else if (letter instanceof Letter.Enough enough) {
      replies.remove(new Asked(sender, enough.id()));
    }
  }

  private void begin(String asker, Letter.Question question, Answerer answerer) {
    Asked asked = new Asked(asker, question.id());
    if (replies.size() >= ANSWERS) {
      replies.keySet().stream().findAny().ifPresent(replies::remove);
    }
    CompletionStage<List<String>> answer;
    try {
      answer = answerer.answer(asker, question.text());
    } catch (RuntimeException refused) {
      answer = CompletableFuture.failedFuture(refused);
    }
    answer.whenComplete(
        (lines, failure) -> {
          Reply reply = failure == null ? Reply.of(lines) : Reply.refusing(failure);
          if (reply.parts().size() > 1) {
            replies.put(asked, reply);
          }
          send(asked, reply, 0);
        });
  }

  private void send(Asked asked, Reply reply, int number) {
    if (number < reply.parts().size()) {
      boolean last = number == reply.parts().size() - 1;
      if (last) {
        replies.remove(asked);
      }
      post.accept(
          asked.by(),
          new Letter.Part(asked.id(), number, reply.parts().get(number), 0, last, reply.refusal()));
    }
  }

  private void take(String sender, Letter.Part part) {
    Inquiry inquiry = open.get(part.id());
    if (inquiry == null || !inquiry.node().equals(sender)) {
      return;
    }
    Gathered.Then then = inquiry.gathered().take(part);
    if (then == Gathered.Then.MORE) {
      post.accept(sender, new Letter.Next(part.id(), part.number() + 1));
    } else if (then == Gathered.Then.TOO_MUCH) {
      fail(part.id(), new NoAnswerException(sender + " answers without end"));
    } else if (then == Gathered.Then.DONE && part.fault().isPresent()) {
      fail(part.id(), new NoAnswerException(part.fault().get(), sender));
    } else if (then == Gathered.Then.DONE) {
      open.remove(part.id());
      inquiry.done().complete(inquiry.gathered().lines());
    }
  }
}

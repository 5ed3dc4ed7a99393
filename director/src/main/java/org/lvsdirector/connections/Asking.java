package org.lvsdirector.connections;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.lvsdirector.cluster.Letter;

/** Asks other nodes. Thread-safe. */
final class Asking {
  static final String TOPIC = "connections";

  private final Post post;
  private final Duration silence;
  private final Map<Long, Question> open = new ConcurrentHashMap<>();
  // Not from 0: an answer to a question from before a restart must find nobody.
  private final AtomicLong ids = new AtomicLong(System.nanoTime() & 0xffff_ffff_ffffL);

  /**
   * Asks by letters.
   *
   * @param silence after which a node is given up that says nothing
   */
  Asking(Post post, Duration silence) {
    this.post = post;
    this.silence = silence;
  }

  Question ask(String node, ConnectionQuery query) {
    Question question = new Question(node, ids.incrementAndGet());
    open.put(question.id, question);
    post.send(node, new Letter.Question(question.id, TOPIC, query.text()));
    return question;
  }

  void onPart(String sender, Letter.Part part) {
    Question question = open.get(part.id());
    if (question != null && question.node.equals(sender)) {
      question.take(part);
    }
  }

  /** A question on its way; closing it says that no more is wanted. */
  final class Question implements AutoCloseable {
    private final String node;
    private final long id;
    private final BlockingQueue<Letter.Part> inbox = new ArrayBlockingQueue<>(1);
    private final AtomicLong heard = new AtomicLong(System.nanoTime());
    private int expected;
    private boolean over;

    Question(String node, long id) {
      this.node = node;
      this.id = id;
    }

    String node() {
      return node;
    }

    private synchronized void take(Letter.Part part) {
      if (part.number() != expected || over) {
        return;
      }
      heard.set(System.nanoTime());
      expected++;
      over = part.last();
      if (part.lines().isEmpty() && !part.last()) {
        // A sign of life: whoever waits for lines need not be woken.
        post.send(node, new Letter.Next(id, expected));
      } else if (!inbox.offer(part)) {
        over = true;
      }
    }

    /** The next part; empty when the node was silent for too long. */
    Optional<Letter.Part> next() throws InterruptedException {
      while (true) {
        long left = heard.get() + silence.toNanos() - System.nanoTime();
        Letter.Part part = inbox.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (part != null) {
          heard.set(System.nanoTime());
          if (!part.last()) {
            post.send(node, new Letter.Next(id, part.number() + 1));
          }
          return Optional.of(part);
        }
        if (heard.get() + silence.toNanos() - System.nanoTime() <= 0) {
          return Optional.empty();
        }
      }
    }

    String silent() {
      return "did not answer within " + silence.toSeconds() + " s";
    }

    @Override
    public synchronized void close() {
      open.remove(id);
      if (!over) {
        over = true;
        post.send(node, new Letter.Enough(id));
      }
    }
  }
}

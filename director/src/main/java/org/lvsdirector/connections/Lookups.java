package org.lvsdirector.connections;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.model.VirtualService;

/**
 * Looks up connections on this node and others, and answers the others. Any number of entries
 * passes through, never more than a page of each node is in memory. Thread-safe.
 */
public final class Lookups implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final String node;
  private final ConnectionSource source;
  private final Supplier<List<VirtualService>> services;
  private final Asking asking;
  private final Answering answering;
  private final ThreadPoolExecutor threads = Workers.of("connections-look");

  /**
   * For a node.
   *
   * @param source this node's connection table
   * @param services in force on this node
   */
  public Lookups(
      String node, ConnectionSource source, Supplier<List<VirtualService>> services, Post post) {
    this(node, source, services, post, SILENCE);
  }

  Lookups(
      String node,
      ConnectionSource source,
      Supplier<List<VirtualService>> services,
      Post post,
      Duration silence) {
    this.node = node;
    this.source = source;
    this.services = services;
    asking = new Asking(post, silence);
    answering = new Answering(node, source, services, post);
  }

  /**
   * Looks up connections.
   *
   * @param nodes whom to ask, this node if it is among them; all have to be in the cluster
   * @param sink gets the entries, on a thread of its own; in order, if the query has a limit
   * @return fails with {@link IllegalStateException} when too many look-ups are under way
   */
  public CompletableFuture<ConnectionAnswer> look(
      ConnectionQuery query, List<String> nodes, int missing, ConnectionSink sink) {
    CompletableFuture<ConnectionAnswer> answer = new CompletableFuture<>();
    try {
      threads.execute(() -> run(query, nodes, missing, sink, answer));
    } catch (RejectedExecutionException busy) {
      answer.completeExceptionally(
          new IllegalStateException(
              "as many look-ups are under way as may be; try again when they are done"));
    }
    return answer;
  }

  private void run(
      ConnectionQuery query,
      List<String> nodes,
      int missing,
      ConnectionSink sink,
      CompletableFuture<ConnectionAnswer> answer) {
    try {
      answer.complete(gather(query, nodes, missing, sink));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      answer.completeExceptionally(new IllegalStateException("this node is stopping"));
    } catch (RuntimeException broken) {
      answer.completeExceptionally(broken);
    }
  }

  private ConnectionAnswer gather(
      ConnectionQuery query, List<String> nodes, int missing, ConnectionSink sink)
      throws InterruptedException {
    List<Asking.Question> questions = new ArrayList<>();
    try {
      nodes.stream()
          .filter(name -> !name.equals(node))
          .forEach(name -> questions.add(asking.ask(name, query)));
      Gathering gathering = new Gathering(query, sink);
      if (nodes.contains(node)) {
        gathering.read(node, source, new Description(node, services.get(), query));
      }
      for (Asking.Question question : questions) {
        gathering.hear(question);
      }
      return gathering.finish(missing);
    } finally {
      questions.forEach(Asking.Question::close);
    }
  }

  /** Takes in what another node wrote; never blocks. */
  public void onLetter(String sender, Letter letter) {
    if (letter instanceof Letter.Question question) {
      if (question.topic().equals(Asking.TOPIC)) {
        answering.onQuestion(sender, question);
      }
    } else if (letter instanceof Letter.Part part) {
      asking.onPart(sender, part);
    } else if (letter instanceof Letter.Next next) {
      answering.onNext(sender, next);
    } else if (letter instanceof Letter.Enough enough) {
      answering.onEnough(sender, enough);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    answering.close();
  }
}

package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * The load, a program that runs in the client's namespace: a new HTTP request every 10 ms whatever
 * became of the ones before, and 50 long-lived connections that echo a line every 150 ms.
 *
 * <p>Arguments: a folder and the virtual address, and where those figures shall be others, the
 * number of long-lived connections and the milliseconds between requests. It makes the file {@code
 * warm} there once two seconds went without a failure and every connection has echoed; it ends when
 * the file {@code stop} appears, and writes {@code log}.
 */
public final class Load {
  private static final long MS = 1_000_000;
  private static final long ECHO_INTERVAL = 150 * MS;

  /**
   * Shorter than TCP's first retransmission of a SYN (1 s), which would otherwise turn an outage
   * into slow successes.
   */
  private static final long TIMEOUT = 900 * MS;

  private static final long WARM = 2_000 * MS;
  private static final long SETTLE = 12_000 * MS;

  /** A channel's owner in the selector. */
  interface Member {
    void ready(SelectionKey key);
  }

  private final InetSocketAddress http;
  private final long interval;
  private final Path folder;
  private final Selector selector = Selector.open();
  private final Deque<Attempt> outstanding = new ArrayDeque<>();
  private final List<LongLived> connections = new ArrayList<>();
  private final List<LoadLog.Request> done = new ArrayList<>(20_000);
  private long lastFailure = System.nanoTime();
  private boolean warm;

  private Load(Path folder, String address, int held, long interval) throws IOException {
    this.interval = interval;
    this.http = new InetSocketAddress(address, 80);
    this.folder = folder;
    for (int i = 0; i < held; i++) {
      connections.add(new LongLived(selector, 0, new InetSocketAddress(address, 7007)));
    }
  }

  /** Runs the load until the file {@code stop} is in the folder. */
  public static void main(String[] args) throws IOException {
    int held = args.length > 2 ? Integer.parseInt(args[2]) : 50;
    long interval = args.length > 3 ? Long.parseLong(args[3]) * MS : 10 * MS;
    new Load(Path.of(args[0]), args[1], held, interval).run();
  }

  private void run() throws IOException {
    long begin = System.nanoTime();
    long requests = 0;
    Rota echoes = new Rota(connections, ECHO_INTERVAL);
    while (!Files.exists(folder.resolve("stop"))) {
      long now = System.nanoTime();
      for (; begin + requests * interval <= now; requests++) {
        outstanding.add(Attempt.start(this, selector, http));
      }
      echoes.speak();
      poll();
      announceWarm();
    }
    long deadline = System.nanoTime() + SETTLE;
    while (System.nanoTime() < deadline && !settled()) {
      poll();
    }
    List<String> broken =
        connections.stream().map(LongLived::verdict).filter(Objects::nonNull).toList();
    new LoadLog(List.copyOf(done), connections.size(), broken).write(folder.resolve("log"));
  }

  private boolean settled() {
    return outstanding.isEmpty() && connections.stream().allMatch(LongLived::settled);
  }

  private void poll() throws IOException {
    selector.select(key -> ((Member) key.attachment()).ready(key), 1);
    long now = System.nanoTime();
    while (!outstanding.isEmpty()
        && (!outstanding.peek().open() || now - outstanding.peek().start() > TIMEOUT)) {
      Attempt oldest = outstanding.remove();
      if (oldest.open()) {
        oldest.end("no answer");
      }
    }
  }

  private void announceWarm() throws IOException {
    if (!warm
        && System.nanoTime() - lastFailure > WARM
        && connections.stream().allMatch(LongLived::proven)) {
      warm = true;
      Files.createFile(folder.resolve("warm"));
    }
  }

  void ended(LoadLog.Request request) {
    done.add(request);
    if (!request.ok()) {
      lastFailure = request.end();
    }
  }
}

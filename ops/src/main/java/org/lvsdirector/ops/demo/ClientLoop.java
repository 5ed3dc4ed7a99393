package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** Asks the VIP ten times a second, each time over a new connection, and counts what comes back. */
final class ClientLoop implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;
  private static final int TIMEOUT_MILLIS = 1000;

  private final Endpoint vip;
  private final Reporter reporter;
  private final Thread thread = new Thread(this::run, "demo-client");
  private final Map<String, Integer> total = new TreeMap<>();
  private final Map<String, Integer> second = new TreeMap<>();
  private volatile boolean closed;
  private int failed;
  private int failedThisSecond;
  private String lastError = "";
  private long lastSuccess;
  private boolean failing;
  private long longestGapMillis;

  /** A client that has not begun. */
  ClientLoop(Endpoint vip, Reporter reporter) {
    this.vip = vip;
    this.reporter = reporter;
  }

  /** Begins to ask. */
  void start() {
    lastSuccess = System.nanoTime();
    thread.start();
  }

  /**
   * What became of the requests.
   *
   * @param kind always {@code summary}
   * @param servers answers by real server
   * @param longestGapMillis longest time from an answer over failures to the next; 0 without any
   */
  record Summary(
      String kind, int requests, int failed, long longestGapMillis, Map<String, Integer> servers) {
    String text() {
      return "client: %d requests, %d failed, longest gap %d ms, answers %s"
          .formatted(requests, failed, longestGapMillis, servers);
    }
  }

  /** So far. */
  synchronized Summary summary() {
    int answered = total.values().stream().mapToInt(Integer::intValue).sum();
    return new Summary(
        "summary", answered + failed, failed, longestGapMillis, new TreeMap<>(total));
  }

  private void run() {
    long begin = System.nanoTime();
    for (long round = 1; !closed; round++) {
      askOnce();
      if (round % (1000 / PERIOD_MILLIS) == 0) {
        reportSecond();
      }
      long wait = begin + TimeUnit.MILLISECONDS.toNanos(round * PERIOD_MILLIS) - System.nanoTime();
      try {
        TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void askOnce() {
    try {
      succeed(ask());
    } catch (IOException e) {
      fail(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
  }

  private String ask() throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(vip.address(), vip.port()), TIMEOUT_MILLIS);
      String host = Addresses.text(vip.address());
      socket
          .getOutputStream()
          .write(
              ("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int body = answer.indexOf("\r\n\r\n");
      if (!answer.startsWith("HTTP/1.1 200") || body < 0) {
        throw new IOException(answer.isEmpty() ? "no answer" : answer.lines().findFirst().get());
      }
      return answer.substring(body).strip();
    }
  }

  private synchronized void succeed(String server) {
    total.merge(server, 1, Integer::sum);
    second.merge(server, 1, Integer::sum);
    long now = System.nanoTime();
    if (failing) {
      long gap = TimeUnit.NANOSECONDS.toMillis(now - lastSuccess);
      longestGapMillis = Math.max(longestGapMillis, gap);
      reporter.say("client", "answered", "again by " + server + ", after " + gap + " ms");
      failing = false;
    }
    lastSuccess = now;
  }

  private synchronized void fail(String error) {
    failed++;
    failedThisSecond++;
    if (!failing || !error.equals(lastError)) {
      reporter.say("client", "failed", error);
    }
    failing = true;
    lastError = error;
  }

  private synchronized void reportSecond() {
    String answers =
        second.entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining(", "));
    reporter.say(
        "client",
        "second",
        (answers.isEmpty() ? "no answers" : answers)
            + (failedThisSecond == 0 ? "" : ", failed " + failedThisSecond));
    second.clear();
    failedThisSecond = 0;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

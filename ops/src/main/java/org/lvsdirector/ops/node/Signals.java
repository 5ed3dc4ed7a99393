package org.lvsdirector.ops.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What the process hears from outside: SIGTERM and SIGINT stop it, SIGHUP reloads. It hears from
 * its making on, so that nothing that arrives while a node starts is lost or kills it.
 */
final class Signals implements AutoCloseable {
  /** What was asked from outside. */
  sealed interface Request {}

  /** Stop, for this reason. */
  record Stop(String why) implements Request {}

  /** Read the configuration again. */
  record Reload() implements Request {}

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final List<Runnable> restore =
      List.of(
          new Signal("TERM").handle(() -> requests.add(new Stop("SIGTERM"))),
          new Signal("INT").handle(() -> requests.add(new Stop("SIGINT"))),
          new Signal("HUP").handle(() -> requests.add(new Reload())));

  /** Waits for the next request; an interrupt is one to stop. */
  Request await() {
    try {
      return requests.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Stop("interrupt");
    }
  }

  /** Stops when a stream ends: that of a parent that may die without a word. */
  void stopAtEndOf(InputStream in) {
    Thread reader = new Thread(() -> readToEnd(in), "parent-watch");
    reader.setDaemon(true);
    reader.start();
  }

  private void readToEnd(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
      requests.add(new Stop("end of standard input"));
    } catch (IOException gone) {
      requests.add(new Stop("standard input is gone"));
    }
  }

  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}

package org.lvsdirector.ops.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * What the process hears from outside: SIGTERM and SIGINT stop it, SIGHUP reloads. It hears from
 * its making on, so that nothing that arrives while a node starts is lost or kills it. By {@code
 * sun.misc.Signal}, of the module {@code jdk.unsupported}: Java has no other way to hear SIGHUP.
 */
final class Signals implements SignalHandler, AutoCloseable {
  /** What was asked from outside. */
  sealed interface Request {}

  /** Stop, for this reason. */
  record Stop(String why) implements Request {}

  /** Read the configuration again. */
  record Reload() implements Request {}

  private static final String RELOAD = "HUP";

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

  Signals() {
    for (String name : List.of("TERM", "INT", RELOAD)) {
      Signal signal = new Signal(name);
      before.put(signal, Signal.handle(signal, this));
    }
  }

  /** Called on a thread of the JVM. */
  @Override
  public void handle(Signal arrived) {
    String name = arrived.getName();
    requests.add(name.equals(RELOAD) ? new Reload() : new Stop("SIG" + name));
  }

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
    before.forEach(Signal::handle);
  }
}

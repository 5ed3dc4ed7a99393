package org.lvsdirector.ops.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;

/** What the process hears from outside: SIGTERM and SIGINT stop it, SIGHUP reloads. */
final class Signals implements AutoCloseable {
  private final Consumer<String> stop;
  private final List<Runnable> restore;

  /** Calls {@code stop} with the reason, and {@code reload}, each on a thread of the JVM. */
  Signals(Consumer<String> stop, Runnable reload) {
    this.stop = stop;
    restore =
        List.of(
            new Signal("TERM").handle(() -> stop.accept("SIGTERM")),
            new Signal("INT").handle(() -> stop.accept("SIGINT")),
            new Signal("HUP").handle(reload));
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
      stop.accept("end of standard input");
    } catch (IOException gone) {
      stop.accept("standard input is gone");
    }
  }

  @Override
  public void close() {
    restore.forEach(Runnable::run);
  }
}

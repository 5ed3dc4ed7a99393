package org.lvsdirector.notify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lvsdirector.config.HookConfig.Exec;
import org.lvsdirector.healthcheck.exec.Ending;
import org.lvsdirector.healthcheck.exec.Program;

/** Runs a program for each event, on a thread of its own; exit code 0 means that it took it. */
final class ExecDelivery implements Delivery {
  private final Vertx vertx;
  private final Exec target;
  private final Duration timeout;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "notify-exec");
            made.setDaemon(true);
            return made;
          });

  ExecDelivery(Vertx vertx, Exec target, Duration timeout) {
    this.vertx = vertx;
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public Future<Void> deliver(Notice notice) {
    Program program = new Program(target.command(), target.user(), environment(notice));
    Promise<Void> done = Promise.promise();
    var context = vertx.getOrCreateContext();
    thread.execute(
        () -> {
          Ending ending = program.run(System.nanoTime() + timeout.toNanos());
          context.runOnContext(now -> judge(ending, done));
        });
    return done.future();
  }

  private static Map<String, String> environment(Notice notice) {
    return Map.of(
        "LVS_EVENT", notice.kind(),
        "LVS_SUBJECT", notice.subject(),
        "LVS_TEXT", notice.text(),
        "LVS_NODE", notice.node(),
        "LVS_TIME", notice.time().toString(),
        "LVS_JSON", notice.json());
  }

  private void judge(Ending ending, Promise<Void> done) {
    if (ending instanceof Ending.Exit exit) {
      if (exit.code() == 0) {
        done.complete();
      } else {
        done.fail("exit " + exit.code() + (exit.line().isEmpty() ? "" : ": " + exit.line()));
      }
    } else {
      done.fail(
          ending instanceof Ending.NotRun notRun
              ? notRun.why()
              : "killed, for it had not ended after " + timeout.toMillis() + " ms");
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

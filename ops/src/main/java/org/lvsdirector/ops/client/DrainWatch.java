package org.lvsdirector.ops.client;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;

/** Prints how a drain goes on, once a second, until it is at its end. */
final class DrainWatch {
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final ApiClient client;
  private final ServerPath path;
  private final boolean json;
  private String last = "";

  DrainWatch(ApiClient client, ServerPath path, boolean json) {
    this.client = client;
    this.path = path;
    this.json = json;
  }

  /** Returns when the server is drained, or when nobody drains it any more. */
  int run() throws CommandFailure {
    while (true) {
      Optional<DrainStatus> now = ask();
      if (now.isEmpty()) {
        throw CommandFailure.refused(path + " is not drained any more: someone took it back");
      }
      print(now.get());
      if (now.get().phase().equals("drained")) {
        return ExitCodes.OK;
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  private Optional<DrainStatus> ask() throws CommandFailure {
    return Arrays.stream(client.get("/api/v1/drains", DrainStatus[].class))
        .filter(it -> it.service().equals(path.service()) && it.server().equals(path.server()))
        .findFirst();
  }

  /** What is as it was a second ago is not said again. */
  private void print(DrainStatus status) {
    String line = json ? Json.write(status) : DrainText.line(status);
    if (json || !line.equals(last)) {
      System.out.println(line);
      last = line;
    }
  }
}

package org.lvsdirector.ops.client;

import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.Status;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.ops.terminal.Terminal;

/**
 * A node's status on the whole screen, drawn anew every second, until {@code q} is typed or a
 * signal comes. What was seen last stays while the node does not answer, and that is said.
 */
final class StatusWatch {
  private static final long PAUSE_MILLIS = 1000;

  private final ApiClient client;
  private final CountDownLatch over = new CountDownLatch(1);

  StatusWatch(ApiClient client) {
    this.client = client;
  }

  int run() throws CommandFailure {
    Status status = ask();
    try (Terminal terminal = Terminal.take().orElseThrow(StatusWatch::noTerminal)) {
      Thread keys = new Thread(this::readKeys, "keys");
      keys.setDaemon(true);
      keys.start();
      String silence = "";
      do {
        terminal.show(picture(status, silence));
        try {
          status = ask();
          silence = "";
        } catch (CommandFailure silent) {
          silence = silent.getMessage();
        }
      } while (!over.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused("the terminal cannot be used: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.OK;
    }
  }

  private Status ask() throws CommandFailure {
    return client.get("/api/v1/status", Status.class);
  }

  private static CommandFailure noTerminal() {
    return CommandFailure.usage(
        "--watch needs a terminal; status without it prints once, and events --follow goes on");
  }

  /** The lines to show. */
  static List<String> picture(Status status, String silence) {
    List<String> lines = new ArrayList<>();
    if (!silence.isEmpty()) {
      LocalTime seen =
          LocalTime.ofInstant(status.time(), ZoneId.systemDefault())
              .truncatedTo(ChronoUnit.SECONDS);
      lines.add("AS OF " + seen + ", NO ANSWER SINCE: " + silence.lines().findFirst().orElse(""));
      lines.add("");
    }
    StatusText.of(status).lines().forEach(lines::add);
    return lines;
  }

  private void readKeys() {
    try {
      int key;
      do {
        key = System.in.read();
      } while (key >= 0 && key != 'q' && key != 'Q');
    } catch (IOException gone) {
      // As if it had ended.
    }
    over.countDown();
  }
}

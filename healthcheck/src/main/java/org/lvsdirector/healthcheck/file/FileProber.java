package org.lvsdirector.healthcheck.file;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.agent.AgentWords;
import org.lvsdirector.healthcheck.channel.Attempt;

/** Reads files on worker threads. */
public final class FileProber implements Prober {
  private static final int LONGEST = 1024;

  private final Vertx vertx;

  /** Reads nothing before it is asked to. */
  public FileProber(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    Path path = ((FileProbe) watch.check().probe()).path();
    Attempt attempt = Attempt.begin(vertx, "file " + path, watch.check().timeout());
    // A disk that hangs is this machine's own.
    attempt.atDeadline(() -> attempt.unable("reading does not end"));
    vertx
        .executeBlocking(() -> line(path), false)
        .onComplete(
            read ->
                attempt.run(
                    () -> {
                      if (read.succeeded()) {
                        AgentWords.of(read.result()).settle(attempt);
                      } else if (read.cause() instanceof NoSuchFileException) {
                        attempt.failed("does not exist,");
                      } else {
                        attempt.unable("cannot be read: " + read.cause().getMessage());
                      }
                    }));
    return attempt.outcome();
  }

  private static String line(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    }
  }

  @Override
  public void close() {}
}

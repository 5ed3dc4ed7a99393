package org.lvsdirector.healthcheck.secret;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads secrets on worker threads, and again after a while, so that a changed file is noticed. */
public final class Secrets {
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int LONGEST = 1024;

  private final Vertx vertx;
  private final Map<Path, Held> held = new ConcurrentHashMap<>();

  /** Nothing is read before it is needed. */
  public Secrets(Vertx vertx) {
    this.vertx = vertx;
  }

  /** As {@link #of(Path)}, where there may be no file. */
  public Future<Optional<Secret>> of(Optional<Path> file) {
    return file.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : of(file.get()).map(Optional::of);
  }

  /**
   * What is in a file, without the line's end.
   *
   * @return fails when the file cannot be read, is empty, or has more than 1024 bytes
   */
  public Future<Secret> of(Path file) {
    return held.compute(file, (path, old) -> old != null && old.isGood() ? old : read(path)).secret;
  }

  private Held read(Path file) {
    return new Held(vertx.executeBlocking(() -> load(file), false), System.nanoTime());
  }

  static Secret load(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LONGEST + 2);
      int length = bytes.length;
      if (length > 0 && bytes[length - 1] == '\n') {
        length--;
      }
      if (length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
      if (length == 0 || length > LONGEST) {
        String fault = length == 0 ? " is empty" : " has more than " + LONGEST + " bytes";
        throw new IOException("the secret's file " + file + fault);
      }
      return new Secret(Arrays.copyOf(bytes, length));
    }
  }

  private record Held(Future<Secret> secret, long read) {
    boolean isGood() {
      return !secret.failed()
          && (!secret.isComplete() || System.nanoTime() - read < FRESH.toNanos());
    }
  }
}

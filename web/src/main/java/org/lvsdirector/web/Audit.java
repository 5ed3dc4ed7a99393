package org.lvsdirector.web;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.lvsdirector.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps account of every change: who made it, of what, and how it was before and after. */
final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);

  private final Vertx vertx;
  private final EventLog events;
  private final Optional<Path> file;
  private boolean failing;

  /**
   * Tells changes as events, which are in the log too.
   *
   * @param file gets a line of JSON for each; empty = none does
   */
  Audit(Vertx vertx, EventLog events, Optional<Path> file) {
    this.vertx = vertx;
    this.events = events;
    this.file = file;
  }

  /**
   * One entry.
   *
   * @param who a name and an address
   * @param action method and path of the request
   * @param refusal why it was not made; empty when it was
   */
  record Entry(
      Instant time,
      String who,
      String address,
      String action,
      String subject,
      String before,
      String after,
      String refusal) {
    String text() {
      String change = before.isEmpty() ? after : before + " → " + after;
      return who + " at " + address + ": " + change;
    }
  }

  void made(Caller caller, String action, String subject, String before, String after) {
    Entry entry =
        new Entry(
            Instant.now(), caller.name(), caller.address(), action, subject, before, after, "");
    events.emit("change", subject, entry.text());
    write(entry);
  }

  void refused(Caller caller, String action, String subject, String after, String why) {
    log.info("{} by {} refused: {}", action, caller, why);
    write(
        new Entry(Instant.now(), caller.name(), caller.address(), action, subject, "", after, why));
  }

  private void write(Entry entry) {
    file.ifPresent(
        path ->
            vertx
                .executeBlocking(() -> append(path, Json.write(entry) + "\n"))
                .onSuccess(done -> failing = false)
                .onFailure(this::complain));
  }

  private void complain(Throwable failure) {
    if (!failing) {
      failing = true;
      log.error("the audit file takes no entries: {}", failure.getMessage());
    }
  }

  private static Void append(Path path, String line) throws IOException {
    if (!Files.exists(path)) {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(path, line, StandardOpenOption.APPEND);
    return null;
  }
}

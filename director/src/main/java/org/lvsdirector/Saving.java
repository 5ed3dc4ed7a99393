package org.lvsdirector;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.OverridesWire;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.config.Role;

/**
 * Writes what operators changed into the configuration files of all members, each into its own;
 * then nothing differs from them any more. All are asked whether they can before any does. Where
 * one fails nevertheless, the changes stay in force as changes, and saving can be repeated.
 */
record Saving(Director director, Changes changes) {
  private static final String CHECK = "changes-save-check";
  private static final String SAVE = "changes-save";

  /** Begins to do it when another member says so. */
  void answer() {
    director.peers().answer(CHECK, (asker, text) -> check(decoded(text)).toCompletionStage());
    director.peers().answer(SAVE, (asker, text) -> here(decoded(text)).toCompletionStage());
  }

  private static Overrides decoded(String text) {
    try {
      return OverridesWire.decode(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException malformed) {
      throw new IllegalStateException("the changes cannot be read: " + malformed.getMessage());
    }
  }

  /** Saves all that is known; fails with what keeps one member from it. */
  Future<Void> save() {
    Overrides saved = changes.overrides();
    return check(saved)
        .compose(able -> changes.askOthers(CHECK, saved))
        .compose(agreed -> here(saved))
        .compose(written -> changes.askOthers(SAVE, saved))
        .compose(all -> director.onContext(() -> changes.forget(saved)));
  }

  private Future<List<String>> check(Overrides saved) {
    return changes.work(
        () -> {
          text(saved);
          return List.of();
        });
  }

  private Future<List<String>> here(Overrides saved) {
    return changes
        .work(() -> write(saved))
        .compose(next -> next.map(director::reload).orElseGet(Future::succeededFuture))
        .map(List.of());
  }

  /** The configuration of the file as it is then; empty where it needs no change. */
  private Optional<Config> write(Overrides saved) throws ConfigException {
    Optional<String> text = text(saved);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Config file = changes.file();
    try {
      WholeFile.replace(file.file(), text.get().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    return Optional.of(ConfigReader.parse(file.file(), text.get(), file.node()));
  }

  /** What the file must hold; empty where it is so, and at a witness, which has no services. */
  private Optional<String> text(Overrides saved) throws ConfigException {
    Config file = changes.file();
    if (file.cluster().role() == Role.WITNESS) {
      return Optional.empty();
    }
    String text = EditedFile.text(file, saved);
    String disk;
    try {
      disk = Files.readString(file.file());
      Path folder = file.file().toRealPath().getParent();
      if (!Files.isWritable(folder)) {
        throw new IOException("the folder " + folder + " cannot be written to");
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
    if (!disk.equals(file.hash().text()) && !disk.equals(text)) {
      throw new IllegalStateException(
          "%s: the file %s is not as it was when it was read; reload first"
              .formatted(file.node(), file.file()));
    }
    return disk.equals(text) ? Optional.empty() : Optional.of(text);
  }

  private static IllegalStateException unwritable(Config file, IOException why) {
    return new IllegalStateException(
        "%s: the file %s cannot be changed: %s"
            .formatted(file.node(), file.file(), why.getMessage()),
        why);
  }
}

package org.lvsdirector.ops.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.lvsdirector.Director;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.healthcheck.HealthMonitor;
import org.lvsdirector.ops.client.EventsCommand;
import org.lvsdirector.ops.client.ReloadCommand;
import org.lvsdirector.ops.client.StatusCommand;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.ops.ipvsadm.Rehearsal;
import org.lvsdirector.ops.node.NodeProcess;
import org.lvsdirector.web.ApiServer;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Rehearses {@code ipvsadm}, starts a pair, takes a server away from it, asks it, reloads, and
 * stops it again, so that the classes which they need are loaded and can be archived (JDK AppCDS,
 * {@code -XX:ArchiveClassesAtExit}).
 */
@Command(
    name = "train",
    hidden = true,
    description = "Make the archive of class data that lets a node start sooner.")
public final class TrainCommand implements Callable<Integer> {
  private static final int PATIENCE_SECONDS = 10;

  @Override
  public Integer call() throws CommandFailure {
    // A rehearsal is no news.
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
    Rehearsal.run();
    loadOwnClasses();
    Places places = places();
    try (DemoFolder folder = DemoFolder.create(places);
        MortalServer server = new MortalServer(places.servers().get(0))) {
      NodeProcess first = NodeProcess.start(folder.config("d1"), null);
      NodeProcess second = NodeProcess.start(folder.config("d2"), null);
      server.dieOnceWatched(PATIENCE_SECONDS, TimeUnit.SECONDS);
      boolean answered = ask(folder.config("d1"));
      second.stop("the training is over");
      first.stop("the training is over");
      return answered ? ExitCodes.OK : ExitCodes.REFUSED;
    } catch (IOException | ClusterException e) {
      throw CommandFailure.refused("the training failed: " + e.getMessage(), e);
    }
  }

  private static Places places() throws CommandFailure {
    try {
      return Places.any();
    } catch (IOException e) {
      throw CommandFailure.refused("the training finds no free ports: " + e.getMessage(), e);
    }
  }

  /** What a rehearsal on the embedded data plane does not need, a director on IPVS does. */
  private static void loadOwnClasses() throws CommandFailure {
    loadAll(Director.class, "org/lvsdirector/");
    loadAll(HealthMonitor.class, "org/lvsdirector/");
    loadAll(ApiServer.class, "org/lvsdirector/");
    loadAll(NodeProcess.class, "org/lvsdirector/ops/node/");
    loadAll(NodeProcess.class, "org/lvsdirector/ops/Start");
  }

  /** Loads the classes of a module's jar whose path begins like that. */
  private static void loadAll(Class<?> module, String begin) throws CommandFailure {
    String file = module.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (JarFile jar = new JarFile(file)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(begin) && name.endsWith(".class")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          Class.forName(type, false, module.getClassLoader());
        }
      }
    } catch (IOException | ClassNotFoundException e) {
      throw CommandFailure.refused("the classes of " + file + " cannot be loaded: " + e, e);
    }
  }

  private static boolean ask(Path config) throws IOException {
    PrintStream shown = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      String file = config.toString();
      return new CommandLine(new StatusCommand()).execute("--config", file) == 0
          && new CommandLine(new StatusCommand()).execute("--json", "--config", file) == 0
          && new CommandLine(new EventsCommand()).execute("--config", file) == 0
          && reload(file)
          && reload(Files.writeString(config, "# new\n", StandardOpenOption.APPEND).toString());
    } finally {
      System.setOut(shown);
    }
  }

  private static boolean reload(String file) {
    return new CommandLine(new ReloadCommand()).execute("--config", file) == 0;
  }
}

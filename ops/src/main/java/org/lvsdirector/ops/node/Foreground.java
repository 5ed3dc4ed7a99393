package org.lvsdirector.ops.node;

import java.nio.file.Path;
import org.lvsdirector.FirstRules;
import org.lvsdirector.StateFile;
import org.lvsdirector.config.Config;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.slf4j.LoggerFactory;

/** A node that runs until the process is told to stop. */
public final class Foreground {
  private Foreground() {}

  /**
   * Runs a node; SIGTERM hands over and stops, SIGHUP reloads.
   *
   * @param node the node's name where the file has none; null = the host's name
   * @param untilEof stops also when standard input ends
   * @return the exit code
   * @throws CommandFailure when it cannot start
   */
  public static int run(Path config, String node, boolean untilEof) throws CommandFailure {
    try (Signals signals = new Signals()) {
      if (untilEof) {
        signals.stopAtEndOf(System.in);
      }
      NodeFile file = NodeFile.of(config, node);
      Config read = file.readOrRefuse();
      NodeProcess process = start(file, read, StateFile.open(read, System.getenv()));
      while (true) {
        Signals.Request request = signals.await();
        if (request instanceof Signals.Stop stop) {
          process.stop(stop.why());
          return ExitCodes.OK;
        }
        process.reload();
      }
    }
  }

  private static NodeProcess start(NodeFile file, Config config, StateFile state)
      throws CommandFailure {
    FirstRules rules = FirstRules.apply(config, state.kept());
    try {
      NodeProcess process = NodeProcess.start(file, config, rules.changes(), state);
      if (rules.changes() > 0) {
        LoggerFactory.getLogger(Foreground.class)
            .info("{} changes of rules were made before all else", rules.changes());
      }
      return process;
    } catch (CommandFailure refused) {
      rules.takeBack();
      throw refused;
    }
  }
}

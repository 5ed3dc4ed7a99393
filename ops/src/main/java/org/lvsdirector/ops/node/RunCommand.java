package org.lvsdirector.ops.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a node in the foreground. */
@Command(
    name = "run",
    description = "Run a node in the foreground: SIGTERM hands over and stops, SIGHUP reloads.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration.")
  private Path config;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "This node's name where the file has none; otherwise the host's name.")
  private String node;

  @Option(names = "--until-eof", hidden = true, description = "Stop when standard input ends.")
  private boolean untilEof;

  @Override
  public Integer call() throws CommandFailure {
    return Foreground.run(config, node, untilEof);
  }
}

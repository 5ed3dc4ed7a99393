package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a pair of directors at work on loopback addresses; needs no root. */
@Command(
    name = "demo",
    description =
        "Show two directors, three real servers and a client at work, all on this machine's"
            + " loopback addresses; no root, no kernel module, nothing is left behind.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Span.class,
      description = "End after this time, e.g. 20s; otherwise with Ctrl-C.")
  private Duration length;

  @Option(
      names = "--kill-master-after",
      paramLabel = "TIME",
      converter = Span.class,
      description = "Kill the master (SIGKILL) this long after the client began.")
  private Duration killMasterAfter;

  @Option(names = "--json", description = "Print JSON, one thing a line; the last is a summary.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    String launcher = System.getProperty("lvs-director.launcher");
    if (launcher == null) {
      throw CommandFailure.usage("run the demonstration by ops/demo or ops/bin/lvs-director demo");
    }
    try (Demo demo = Demo.prepare(Path.of(launcher), new Reporter(json))) {
      Thread cleaner = new Thread(demo::close, "demo-cleaner");
      Runtime.getRuntime().addShutdownHook(cleaner);
      demo.start();
      demo.show(Optional.ofNullable(length), Optional.ofNullable(killMasterAfter));
    } catch (IOException | ClusterException e) {
      throw CommandFailure.refused("the demonstration cannot go on: " + e.getMessage(), e);
    }
    return ExitCodes.OK;
  }
}

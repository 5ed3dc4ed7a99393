package org.lvsdirector.ops.client;

import java.util.List;
import java.util.concurrent.Callable;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a node's take-overs cost. */
@Command(
    name = "failovers",
    description = "Show what the take-overs cost in which a node became master.",
    mixinStandardHelpOptions = true)
public final class FailoversCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    System.out.print(
        json
            ? client.get("/api/v1/failovers")
            : FailoversText.of(List.of(client.get("/api/v1/failovers", FailoverReport[].class))));
    return ExitCodes.OK;
  }
}

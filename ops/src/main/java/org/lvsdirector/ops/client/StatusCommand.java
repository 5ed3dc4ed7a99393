package org.lvsdirector.ops.client;

import java.util.concurrent.Callable;
import org.lvsdirector.Status;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a node knows. */
@Command(
    name = "status",
    description = "Show a node's VIP groups, services and real servers.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    System.out.print(
        json
            ? client.get("/api/v1/status")
            : StatusText.of(client.get("/api/v1/status", Status.class)));
    return ExitCodes.OK;
  }
}

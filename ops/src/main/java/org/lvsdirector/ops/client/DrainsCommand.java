package org.lvsdirector.ops.client;

import java.util.concurrent.Callable;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how far each drain is. */
@Command(
    name = "drains",
    description = "Show how far each drain is, as a node sees it.",
    mixinStandardHelpOptions = true)
public final class DrainsCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    System.out.print(
        json
            ? client.get("/api/v1/drains")
            : DrainText.table(client.get("/api/v1/drains", DrainStatus[].class)));
    return ExitCodes.OK;
  }
}

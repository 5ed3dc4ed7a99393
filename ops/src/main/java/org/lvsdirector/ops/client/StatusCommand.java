package org.lvsdirector.ops.client;

import java.util.concurrent.Callable;
import org.lvsdirector.Status;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup private Form form = new Form();

  private static final class Form {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
        names = "--watch",
        description = "Show it on the whole screen, anew every second, until Ctrl-C or q.")
    private boolean watch;
  }

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    if (form.watch) {
      return new StatusWatch(client).run();
    }
    System.out.print(
        form.json
            ? client.get("/api/v1/status")
            : StatusText.of(client.get("/api/v1/status", Status.class)));
    return ExitCodes.OK;
  }
}

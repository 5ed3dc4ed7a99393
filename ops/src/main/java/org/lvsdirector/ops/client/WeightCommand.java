package org.lvsdirector.ops.client;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets the weight of a real server. */
@Command(
    name = "weight",
    description = "Set the weight of a real server.",
    mixinStandardHelpOptions = true)
public final class WeightCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(index = "0", paramLabel = "SERVICE/SERVER", description = "E.g. web/172.16.1.135:80.")
  private String server;

  @Parameters(index = "1", paramLabel = "N", description = "0–65535.")
  private int weight;

  @Override
  public Integer call() throws CommandFailure {
    ServerPath path = ServerPath.parse(server);
    path.patch(options.client(), Map.of("weight", weight));
    System.out.println(path + " has weight " + weight);
    return ExitCodes.OK;
  }
}

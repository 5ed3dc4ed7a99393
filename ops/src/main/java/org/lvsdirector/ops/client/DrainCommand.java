package org.lvsdirector.ops.client;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Give a real server no new connections; those it has go on. */
@Command(
    name = "drain",
    description = "Give a real server no new connections; those it has go on.",
    mixinStandardHelpOptions = true)
public final class DrainCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "SERVICE/SERVER", description = "E.g. web/172.16.1.135:80.")
  private String server;

  @Override
  public Integer call() throws CommandFailure {
    ServerPath path = ServerPath.parse(server);
    path.patch(options.client(), Map.of("state", "drain"));
    System.out.println(path + " gets no new connections");
    return ExitCodes.OK;
  }
}

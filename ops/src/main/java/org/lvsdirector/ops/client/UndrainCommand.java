package org.lvsdirector.ops.client;

import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Let a drained real server have connections again. */
@Command(
    name = "undrain",
    description = "Let a drained real server have connections again.",
    mixinStandardHelpOptions = true)
public final class UndrainCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "SERVICE/SERVER", description = "E.g. web/172.16.1.135:80.")
  private String server;

  @Override
  public Integer call() throws CommandFailure {
    ServerPath path = ServerPath.parse(server);
    path.patch(options.client(), Map.of("state", "up"));
    System.out.println(path + " gets connections as its health allows");
    return ExitCodes.OK;
  }
}

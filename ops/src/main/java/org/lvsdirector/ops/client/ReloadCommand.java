package org.lvsdirector.ops.client;

import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a node read its configuration file again. */
@Command(
    name = "reload",
    description = "Make a node read its configuration file again; a faulty file changes nothing.",
    mixinStandardHelpOptions = true)
public final class ReloadCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Override
  public Integer call() throws CommandFailure {
    options.client().send("POST", "/api/v1/reload", "application/json", "");
    System.out.println("the configuration is in force");
    return ExitCodes.OK;
  }
}

package org.lvsdirector.ops.node;

import java.util.concurrent.Callable;
import org.lvsdirector.config.ConfigReference;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints all that a configuration file may hold. */
@Command(
    name = "config-reference",
    description = "Print every key of the configuration: its values, its default, its meaning.",
    mixinStandardHelpOptions = true)
public final class ConfigReferenceCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (json) {
      System.out.println(Json.write(ConfigReference.entries()));
    } else {
      System.out.print(ConfigReference.text());
    }
    return ExitCodes.OK;
  }
}

package org.lvsdirector.ops.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with a configuration file. */
@Command(
    name = "check-config",
    description = "Check a configuration file and print every fault in it.",
    mixinStandardHelpOptions = true)
public final class CheckConfigCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "Configuration.")
  private Path file;

  @Option(names = "--node", paramLabel = "NAME", description = "The node it is checked for.")
  private String node;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      Config config = new NodeFile(file, node).read();
      if (json) {
        System.out.println(Json.write(Map.of("faults", List.of())));
      } else {
        System.out.printf(
            "%s: node %s, %d VIP groups, %d services: no faults%n",
            file, config.node(), config.vipGroups().size(), config.services().size());
      }
      return ExitCodes.OK;
    } catch (ConfigException refused) {
      if (json) {
        System.out.println(
            Json.write(Map.of("faults", refused.faults().stream().map(Shown::of).toList())));
      } else {
        refused.faults().forEach(System.out::println);
      }
      return ExitCodes.REFUSED;
    }
  }

  private record Shown(String file, int line, int column, String key, String message) {
    static Shown of(Fault fault) {
      return new Shown(
          fault.file().toString(), fault.line(), fault.column(), fault.key(), fault.message());
    }
  }
}

package org.lvsdirector.ops.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a configuration would change. */
@Command(
    name = "plan",
    description = "Show what --config would change on the node; nothing is changed.",
    mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    Path file =
        options
            .config()
            .orElseThrow(() -> CommandFailure.usage("plan needs --config: what is to be planned"));
    String answer = options.client().send("POST", "/api/v1/plan", "application/yaml", text(file));
    if (json) {
      System.out.print(answer);
      return ExitCodes.OK;
    }
    try {
      List<String> changes = Json.read(answer, Changes.class).changes();
      changes.forEach(System.out::println);
      System.out.println(changes.isEmpty() ? "nothing would change" : changes.size() + " changes");
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused("the node answered something else than a plan", e);
    }
  }

  private static String text(Path file) throws CommandFailure {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private record Changes(List<String> changes) {}
}

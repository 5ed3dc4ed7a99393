package org.lvsdirector.ops.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves a VIP group to another node. */
@Command(
    name = "failover",
    description = "Move a VIP group to another node, make-before-break.",
    mixinStandardHelpOptions = true)
public final class FailoverCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "GROUP", description = "Name of a VIP group.")
  private String group;

  @Option(names = "--to", paramLabel = "NODE", description = "Otherwise the best of the others.")
  private String to;

  @Option(
      names = "--force",
      description = "Also to a node that lacks connections of the group; those break.")
  private boolean force;

  @Override
  public Integer call() throws CommandFailure {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("group", group);
    if (to != null) {
      body.put("to", to);
    }
    if (force) {
      body.put("force", true);
    }
    options.client().send("POST", "/api/v1/failover", "application/json", Json.write(body));
    System.out.println(group + " moves to " + (to == null ? "the best of the other nodes" : to));
    return ExitCodes.OK;
  }
}

package org.lvsdirector.ops.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Give a real server no new connections; those it has go on, for ever or until a deadline. */
@Command(
    name = "drain",
    description = {
      "Give a real server no new connections; those it has go on, for ever or until a deadline.",
      "With --deadline the command shows the progress until the server is drained; ending it ends"
          + " nothing but that. Without any of the options that say how, the server is drained as"
          + " it is configured."
    },
    mixinStandardHelpOptions = true)
public final class DrainCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "SERVICE/SERVER", description = "E.g. web/172.16.1.135:80.")
  private String server;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "How long connections may go on undisturbed, e.g. 5m; otherwise for ever.")
  private String deadline;

  @Option(
      names = "--then",
      paramLabel = "hold|remove",
      description = "Whether the drained server stays in the pool; otherwise it does.")
  private String then;

  @Option(
      names = "--leftovers",
      paramLabel = "keep|kill|move",
      description =
          "What becomes of connections at the deadline: they go on, are closed, or (UDP) go to"
              + " another server; otherwise they go on.")
  private String leftovers;

  @Option(
      names = "--templates",
      paramLabel = "ignore|respect",
      description =
          "Whether clients may come back by persistence until the deadline; otherwise not.")
  private String templates;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Leftovers closed or moved in a second; otherwise 5000.")
  private Integer rate;

  @Option(
      names = "--wait",
      negatable = true,
      description = "Show the progress to the end; otherwise with --deadline only.")
  private Boolean wait;

  @Option(names = "--json", description = "Print the progress as JSON, a line a second.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    ServerPath path = ServerPath.parse(server);
    ApiClient client = options.client();
    Map<String, Object> change = new LinkedHashMap<>();
    change.put("state", "drain");
    Map<String, Object> order = order();
    if (!order.isEmpty()) {
      change.put("drain", order);
    }
    path.patch(client, change);
    if (!json) {
      System.out.println(path + " gets no new connections");
    }
    boolean watching = wait == null ? deadline != null : wait;
    return watching ? new DrainWatch(client, path, json).run() : ExitCodes.OK;
  }

  private Map<String, Object> order() {
    Map<String, Object> order = new LinkedHashMap<>();
    put(order, "deadline", deadline);
    put(order, "then", then);
    put(order, "leftovers", leftovers);
    put(order, "templates", templates);
    put(order, "rate", rate);
    return order;
  }

  private static void put(Map<String, Object> order, String key, Object value) {
    if (value != null) {
      order.put(key, value);
    }
  }
}

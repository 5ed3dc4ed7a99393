package org.lvsdirector.ops.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows which server a client is on, and why, on all nodes. */
@Command(
    name = "connections",
    description = "Show which server a client is on, and why, on all nodes.",
    mixinStandardHelpOptions = true)
public final class ConnectionsCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Option(
      names = "--client",
      paramLabel = "ADDRESS",
      description = "From there only: an address, a network, or an address with a port.")
  private String client;

  @Option(names = "--server", paramLabel = "ADDRESS", description = "To there only; likewise.")
  private String server;

  @Option(
      names = "--service",
      paramLabel = "SERVICE",
      description = "Of this virtual service only: its name, or its address.")
  private String service;

  @Option(names = "--node", paramLabel = "NODE", description = "Ask this node only.")
  private String node;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "So many at most, up to 10000; 0 for all, as they are read. Default: 100.")
  private int limit;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long each node may read its table, up to 3600. Default: 60.")
  private int within;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Go on behind an earlier answer.")
  private String cursor;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    try (Stream<String> lines = options.client().lines(path())) {
      if (json) {
        lines.forEach(System.out::println);
      } else {
        print(lines.iterator());
      }
    }
    return ExitCodes.OK;
  }

  private void print(Iterator<String> lines) throws CommandFailure {
    new ConnectionsText(System.out::print).print(lines);
  }

  private String path() {
    StringJoiner query = new StringJoiner("&", "/api/v1/connections?", "");
    add(query, "client", client);
    add(query, "server", server);
    add(query, "service", service);
    add(query, "node", node);
    add(query, "cursor", cursor);
    query.add("limit=" + limit);
    query.add("within=" + within);
    return query.toString();
  }

  private static void add(StringJoiner query, String name, String value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}

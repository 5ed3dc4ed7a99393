package org.lvsdirector.ops.client;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.lvsdirector.SnatOwner;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows which client is behind what a FullNAT server sees. */
@Command(
    name = "whois",
    description = "Show which client is behind an address and port that a FullNAT server sees.",
    mixinStandardHelpOptions = true)
public final class WhoisCommand implements Callable<Integer> {
  @Mixin private ApiOptions options;

  @Parameters(paramLabel = "ADDRESS:PORT", description = "As in the server's log.")
  private String seen;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    Endpoint snat =
        Endpoint.parse(seen)
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        seen + " is not an address and a port, such as 192.0.2.11:40001"));
    String path = "/api/v1/snat/%s/%d".formatted(Addresses.text(snat.address()), snat.port());
    if (json) {
      System.out.print(options.client().get(path));
      return ExitCodes.OK;
    }
    Table table = new Table("CLIENT", "PROTOCOL", "SERVICE", "ADDRESS", "SERVER", "SINCE");
    for (SnatOwner owner : options.client().get(path, SnatOwner[].class)) {
      table.row(
          owner.client(),
          owner.protocol(),
          owner.service().isEmpty() ? "-" : owner.service(),
          owner.address(),
          owner.server(),
          owner.since().equals(Instant.EPOCH) ? "-" : owner.since());
    }
    System.out.print(table);
    return ExitCodes.OK;
  }
}

package org.lvsdirector.ops.realserver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.realserver.Change;
import org.lvsdirector.realserver.Finding;
import org.lvsdirector.realserver.HostMachine;
import org.lvsdirector.realserver.RealServerHost;
import org.lvsdirector.realserver.RealServerHost.Outcome;
import org.lvsdirector.realserver.Use;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes this machine a real server. */
@Command(
    name = "realserver",
    description = {
      "Make this machine a real server, or what it was before.",
      "start remembers what it finds; stop goes back to it; status compares. stop and status are"
          + " about all that is started, or about what the options choose."
    },
    mixinStandardHelpOptions = true)
public final class RealServerCommand implements Callable<Integer> {
  /** Where uses and what was found are remembered until the next boot. */
  private static final String STATE = "/run/lvs-director/realserver";

  /** What to do. */
  enum Action {
    start,
    stop,
    status
  }

  @Parameters(paramLabel = "start|stop|status", description = "What to do.")
  private Action action;

  @Mixin private UseOptions options;

  @Option(
      names = "--state",
      paramLabel = "FILE",
      description = "Where to remember what was found; otherwise " + STATE + ".")
  private Path state = Path.of(STATE);

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    List<Use> named = action == Action.start ? options.all() : List.of();
    options.checked();
    try (HostMachine machine = HostMachine.open()) {
      RealServerHost host = new RealServerHost(machine, state);
      return switch (action) {
        case start -> done(host.start(named), "started");
        case stop -> done(host.stop(options::choose), "stopped");
        case status -> status(host);
      };
    } catch (IOException refused) {
      throw CommandFailure.refused(refused.getMessage(), refused);
    }
  }

  private int done(Outcome outcome, String word) {
    if (json) {
      List<String> started = outcome.remaining().stream().map(Use::toString).toList();
      System.out.println(Json.write(new Done(outcome.changes(), started)));
    } else {
      outcome.changes().forEach(System.out::println);
      outcome.uses().forEach(use -> System.out.println(use + ": " + word));
      if (outcome.uses().isEmpty() && outcome.changes().isEmpty()) {
        System.out.println("nothing is started");
      }
    }
    return ExitCodes.OK;
  }

  private int status(RealServerHost host) throws IOException, CommandFailure {
    List<Use> uses =
        options.named() ? options.all() : host.started().stream().filter(options::choose).toList();
    List<Finding> findings = host.status(uses);
    boolean ok = !uses.isEmpty() && findings.stream().allMatch(Finding::ok);
    if (json) {
      System.out.println(Json.write(new Shown(ok, findings)));
    } else if (uses.isEmpty()) {
      System.out.println("nothing is started");
    } else {
      uses.forEach(use -> show(use.toString(), findings));
    }
    return ok ? ExitCodes.OK : ExitCodes.REFUSED;
  }

  private static void show(String use, List<Finding> findings) {
    System.out.println(use + ":");
    findings.stream()
        .filter(finding -> finding.use().equals(use))
        .forEach(finding -> System.out.println("  " + finding));
  }

  private record Done(List<Change> changes, List<String> started) {}

  private record Shown(boolean ok, List<Finding> needs) {}
}

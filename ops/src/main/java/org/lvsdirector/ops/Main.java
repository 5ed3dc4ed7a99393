package org.lvsdirector.ops;

import java.io.PrintWriter;
import java.util.List;
import org.lvsdirector.ops.client.ChangesCommand;
import org.lvsdirector.ops.client.ConnectionsCommand;
import org.lvsdirector.ops.client.DrainCommand;
import org.lvsdirector.ops.client.DrainsCommand;
import org.lvsdirector.ops.client.EventsCommand;
import org.lvsdirector.ops.client.FailoverCommand;
import org.lvsdirector.ops.client.FailoversCommand;
import org.lvsdirector.ops.client.PlanCommand;
import org.lvsdirector.ops.client.ReloadCommand;
import org.lvsdirector.ops.client.StatusCommand;
import org.lvsdirector.ops.client.UndrainCommand;
import org.lvsdirector.ops.client.WeightCommand;
import org.lvsdirector.ops.client.WhoisCommand;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.CompletionCommand;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.ops.command.VersionCommand;
import org.lvsdirector.ops.demo.DemoCommand;
import org.lvsdirector.ops.demo.DemoServerCommand;
import org.lvsdirector.ops.demo.TrainCommand;
import org.lvsdirector.ops.doctor.DoctorCommand;
import org.lvsdirector.ops.ipvsadm.IpvsadmCommand;
import org.lvsdirector.ops.node.CheckConfigCommand;
import org.lvsdirector.ops.node.ClusterKeyCommand;
import org.lvsdirector.ops.node.ConfigReferenceCommand;
import org.lvsdirector.ops.node.RunCommand;
import org.lvsdirector.ops.realserver.RealServerCommand;
import org.lvsdirector.ops.token.TokenCommand;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** The command {@code lvs-director}. */
@Command(
    name = "lvs-director",
    description = "Highly available layer-4 load balancing on Linux IPVS.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:refused, or the configuration has faults",
      "2:the arguments make no sense",
      "3:no node answers",
    })
public final class Main {
  private static final List<Class<?>> COMMANDS =
      List.of(
          RunCommand.class,
          CheckConfigCommand.class,
          ConfigReferenceCommand.class,
          ClusterKeyCommand.class,
          StatusCommand.class,
          EventsCommand.class,
          FailoverCommand.class,
          FailoversCommand.class,
          DrainCommand.class,
          DrainsCommand.class,
          UndrainCommand.class,
          WeightCommand.class,
          ConnectionsCommand.class,
          WhoisCommand.class,
          ChangesCommand.class,
          PlanCommand.class,
          ReloadCommand.class,
          TokenCommand.class,
          RealServerCommand.class,
          DoctorCommand.class,
          IpvsadmCommand.class,
          DemoCommand.class,
          DemoServerCommand.class,
          TrainCommand.class,
          CompletionCommand.class,
          VersionCommand.class);

  private Main() {}

  /** Runs the command and ends the process with one of {@link ExitCodes}. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command within this process. */
  public static int run(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(IpvsadmCommand.NAME)) {
      return IpvsadmCommand.run(List.of(arguments).subList(1, arguments.length));
    }
    CommandLine line = of(named(arguments));
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::explain);
    return arguments.length == 0 ? line.execute("--help") : line.execute(arguments);
  }

  /** The whole command line. */
  static CommandLine all() {
    return of(COMMANDS);
  }

  private static CommandLine of(List<Class<?>> commands) {
    CommandLine line = new CommandLine(new Main());
    commands.forEach(line::addSubcommand);
    return line;
  }

  /** The command that is asked for, or all: a node starts sooner where picocli examines one. */
  private static List<Class<?>> named(String... arguments) {
    String first = arguments.length == 0 ? "" : arguments[0];
    if (first.equals(CompletionCommand.NAME)) {
      return COMMANDS;
    }
    List<Class<?>> asked =
        COMMANDS.stream()
            .filter(type -> type.getAnnotation(Command.class).name().equals(first))
            .toList();
    return asked.isEmpty() ? COMMANDS : asked;
  }

  private static int explain(Exception failure, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (failure instanceof CommandFailure known) {
      known.tell(err::println);
      return known.exitCode();
    }
    LoggerFactory.getLogger(Main.class)
        .error("{} failed in a way that nobody foresaw", line.getCommandName(), failure);
    return ExitCodes.REFUSED;
  }
}

package org.lvsdirector.ops.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.doctor.DirectorDoctor;
import org.lvsdirector.doctor.Finding;
import org.lvsdirector.doctor.Finding.Verdict;
import org.lvsdirector.doctor.RealServerDoctor;
import org.lvsdirector.doctor.RealServerRole;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.ops.realserver.UseOptions;
import org.lvsdirector.web.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Examines this machine as a director or as a real server. */
@Command(
    name = "doctor",
    description = {
      "Examine this machine as a director, or with --real-server as a real server, and say what is"
          + " wrong and what cures it. Nothing is changed.",
      "A director also examines its real servers and VIPs from where it is; along the path of"
          + " clients' packets for TCP over IPv4. The node may run or not.",
      "Exit status 0: all is well; 1: something is wrong or could not be examined."
    },
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--config", paramLabel = "FILE", description = "The directors' configuration.")
  private Path config;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "The node's name where the file has none; otherwise the host's name.")
  private String node;

  @Option(
      names = "--real-server",
      description = "Examine this machine as a real server; --config, or else --mode and --vip.")
  private boolean realServer;

  @Mixin private UseOptions uses;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws CommandFailure {
    try {
      List<Finding> findings = findings();
      boolean ok = findings.stream().allMatch(finding -> finding.verdict() == Verdict.OK);
      System.out.print(
          json
              ? Json.write(new Report(ok, findings.stream().map(Shown::of).toList())) + "\n"
              : DoctorText.of(findings));
      return ok ? ExitCodes.OK : ExitCodes.REFUSED;
    } catch (ConfigException refused) {
      throw CommandFailure.refused(refused);
    } catch (IOException refused) {
      throw CommandFailure.refused(refused.getMessage(), refused);
    }
  }

  private List<Finding> findings() throws CommandFailure, ConfigException, IOException {
    uses.checked();
    if (config == null) {
      if (!uses.named()) {
        throw CommandFailure.usage("doctor needs --config, or for a real server --mode and --vip");
      }
      return RealServerDoctor.examine(uses.all().stream().map(RealServerRole::of).toList());
    }
    if (uses.named()) {
      throw CommandFailure.usage("--config and --mode exclude each other");
    }
    return realServer
        ? RealServerDoctor.examine(
            ConfigReader.readElsewhere(config, node == null ? "real-server" : node))
        : DirectorDoctor.examine(read());
  }

  private Config read() throws ConfigException {
    return node == null ? ConfigReader.read(config) : ConfigReader.read(config, node);
  }

  private record Report(boolean ok, List<Shown> findings) {}

  private record Shown(String verdict, String subject, String seen, String cure) {
    static Shown of(Finding finding) {
      return new Shown(
          finding.verdict().label(), finding.subject(), finding.seen(), finding.cure());
    }
  }
}

package org.lvsdirector.ops.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Prints the version. */
@Command(name = "version", description = "Print the version.")
public final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Override
  public Integer call() {
    System.out.println(getVersion()[0]);
    return CommandLine.ExitCode.OK;
  }

  @Override
  public String[] getVersion() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return new String[] {
      "lvs-director "
          + (version == null ? "(not packaged)" : version)
          + ", Java "
          + Runtime.version()
    };
  }
}

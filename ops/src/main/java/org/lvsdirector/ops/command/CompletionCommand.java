package org.lvsdirector.ops.command;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the command line. */
@Command(
    name = CompletionCommand.NAME,
    description = {
      "Print what makes a shell complete this command's names and options.",
      "For bash put it into /etc/bash_completion.d/lvs-director; for zsh have ~/.zshrc say:"
          + " source <(lvs-director completion zsh)"
    },
    mixinStandardHelpOptions = true)
public final class CompletionCommand implements Callable<Integer> {
  /** The command's name. */
  public static final String NAME = "completion";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "The shell.")
  private Shell shell;

  /** What there is a script for, the same one, which finds out which of them runs it. */
  enum Shell {
    bash,
    zsh
  }

  @Override
  public Integer call() {
    System.out.println("# Completion of " + spec.root().name() + " in " + shell);
    System.out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    return ExitCodes.OK;
  }
}

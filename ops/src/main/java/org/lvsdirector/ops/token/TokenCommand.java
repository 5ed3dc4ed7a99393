package org.lvsdirector.ops.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.web.Role;
import org.lvsdirector.web.Tokens.Holder;
import org.lvsdirector.web.TokensFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says who may use a node's API. A node that runs takes it over within some seconds. */
@Command(
    name = "token",
    description = "Say who may use a node's API, and as what.",
    synopsisSubcommandLabel = "add|list|remove",
    mixinStandardHelpOptions = true)
public final class TokenCommand {
  /** Which file is meant. */
  static final class Where {
    @ArgGroup(multiplicity = "1")
    private Choice choice;

    private static final class Choice {
      @Option(
          names = "--config",
          paramLabel = "FILE",
          description = "The node's configuration, whose api.tokens-file is meant.")
      private Path config;

      @Option(names = "--file", paramLabel = "FILE", description = "The tokens file itself.")
      private Path file;
    }

    TokensFile file() throws CommandFailure {
      return new TokensFile(path());
    }

    Path path() throws CommandFailure {
      if (choice.file != null) {
        return choice.file;
      }
      try {
        return ConfigReader.read(choice.config.toAbsolutePath())
            .api()
            .tokensFile()
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "the configuration names no api.tokens-file; without one everybody who can"
                            + " connect may see everything and change nothing"));
      } catch (ConfigException refused) {
        throw CommandFailure.refused(refused);
      }
    }
  }

  @Command(
      name = "add",
      description = "Make a token and print it; it is kept nowhere, only its hash is.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(index = "0", paramLabel = "NAME", description = "Shown in the audit log.")
          String name,
      @Option(
              names = "--role",
              required = true,
              description =
                  "viewer sees everything; operator also sets weights, drains, moves VIP groups and"
                      + " reloads; admin may whatever the API can do.")
          Role role,
      @Mixin Where where)
      throws CommandFailure {
    try {
      System.out.println(where.file().add(name, role));
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused(e.getMessage(), e);
    }
  }

  @Command(
      name = "list",
      description = "Print who may use the API, and as what.",
      mixinStandardHelpOptions = true)
  int list(@Mixin Where where) throws CommandFailure {
    Path path = where.path();
    try {
      if (Files.exists(path)) {
        for (Holder holder : new TokensFile(path).read().holders()) {
          String by = holder.certificate().isEmpty() ? "token" : holder.certificate();
          System.out.println(holder.name() + "\t" + holder.role().label() + "\t" + by);
        }
      }
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused(e.getMessage(), e);
    }
  }

  @Command(
      name = "remove",
      description = "Take a token back; who is logged in by it is logged out.",
      mixinStandardHelpOptions = true)
  int remove(
      @Parameters(index = "0", paramLabel = "NAME", description = "As list prints it.") String name,
      @Mixin Where where)
      throws CommandFailure {
    try {
      where.file().remove(name);
      return ExitCodes.OK;
    } catch (IOException e) {
      throw CommandFailure.refused(e.getMessage(), e);
    }
  }
}

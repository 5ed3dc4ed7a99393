package org.lvsdirector.ops;

import java.nio.file.Path;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import org.lvsdirector.ops.node.Foreground;
import org.slf4j.LoggerFactory;

/**
 * The command {@code lvs-director run}. What a service manager starts is taken at its word; for all
 * else, help and mistakes among it, {@link Main} is asked, whose library for options is of no use
 * here and long to load: its classes are too old to be archived.
 */
public final class Start {
  private Start() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(isPlain(arguments) ? run(Path.of(arguments[2])) : Main.run(arguments));
  }

  private static boolean isPlain(String... arguments) {
    return arguments.length == 3
        && arguments[1].equals("--config")
        && !arguments[2].startsWith("-")
        && !arguments[2].isEmpty();
  }

  private static int run(Path config) {
    try {
      return Foreground.run(config, null, false);
    } catch (CommandFailure refused) {
      refused.tell(System.err::println);
      return refused.exitCode();
    } catch (RuntimeException unforeseen) {
      LoggerFactory.getLogger(Start.class)
          .error("run failed in a way that nobody foresaw", unforeseen);
      return ExitCodes.REFUSED;
    }
  }
}

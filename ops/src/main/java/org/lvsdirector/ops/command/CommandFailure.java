package org.lvsdirector.ops.command;

import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;

/** Why a command did not do what it was asked; the message is for the person who asked. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** It was refused, by this command or by the node. */
  public static CommandFailure refused(String message) {
    return new CommandFailure(ExitCodes.REFUSED, message, null);
  }

  /** It was refused because of this cause, which the message already tells. */
  public static CommandFailure refused(String message, Throwable cause) {
    return new CommandFailure(ExitCodes.REFUSED, message, cause);
  }

  /** The configuration is faulty; every fault is a line of the message. */
  public static CommandFailure refused(ConfigException refused) {
    String lines = refused.faults().stream().map(Fault::toString).collect(Collectors.joining("\n"));
    return new CommandFailure(ExitCodes.REFUSED, lines, refused);
  }

  /** The arguments make no sense. */
  public static CommandFailure usage(String message) {
    return new CommandFailure(ExitCodes.USAGE, message, null);
  }

  /** No node answers. */
  public static CommandFailure unreachable(String message, Throwable cause) {
    return new CommandFailure(ExitCodes.UNREACHABLE, message, cause);
  }

  /** Tells the person who asked, line by line. */
  public void tell(Consumer<String> line) {
    getMessage().lines().forEach(text -> line.accept("lvs-director: " + text));
  }

  /** One of {@link ExitCodes}. */
  public int exitCode() {
    return exitCode;
  }
}

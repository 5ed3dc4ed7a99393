package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * The place of {@code ipvsadm} among the commands. Its options follow rules of their own, so that
 * what stands behind the name goes to {@link Ipvsadm} as it is.
 */
@Command(
    name = IpvsadmCommand.NAME,
    description = "The rules in the kernel, by the options of ipvsadm; see ipvsadm --help.")
public final class IpvsadmCommand implements Callable<Integer> {
  /** The command's name. */
  public static final String NAME = "ipvsadm";

  /** Runs it with these arguments; the exit status. */
  public static int run(List<String> arguments) {
    int status = Ipvsadm.run(arguments, System.in, System.out, System.err);
    System.out.flush();
    return status;
  }

  @Override
  public Integer call() {
    return run(List.of());
  }
}

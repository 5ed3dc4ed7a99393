package org.lvsdirector.ops.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.ClusterKey;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the key that the members of a cluster share. */
@Command(
    name = "cluster-key",
    description = "Make the key file that the members of a cluster share (cluster.key-file).",
    mixinStandardHelpOptions = true)
public final class ClusterKeyCommand implements Callable<Integer> {
  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Must not exist.")
  private Path out;

  @Override
  public Integer call() throws CommandFailure {
    try {
      ClusterKey.create(out);
    } catch (ClusterException e) {
      throw CommandFailure.refused(e.getMessage(), e);
    }
    System.out.println("made " + out + "; copy it to every member, readable by its owner only");
    return ExitCodes.OK;
  }
}

package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/** A {@link Crowd} on the VIP, running in a client's namespace. */
final class CrowdRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final ClientProgram program;

  private CrowdRun(ClientProgram program) {
    this.program = program;
  }

  /**
   * How large a crowd is and how it talks.
   *
   * @param connections how many
   * @param busy how often a busy connection speaks
   * @param slow how often a slow one does
   */
  record Size(int connections, Duration busy, Duration slow) {}

  /** Begins, on these ports of the VIP. */
  static CrowdRun start(Namespace client, Size size, int firstPort, List<Integer> echoes) {
    return new CrowdRun(
        ClientProgram.start(
            client,
            Crowd.class,
            160,
            Lab.VIP,
            String.valueOf(size.connections),
            String.valueOf(firstPort),
            String.valueOf(size.busy.toMillis()),
            String.valueOf(size.slow.toMillis()),
            echoes.stream().map(String::valueOf).collect(Collectors.joining(","))));
  }

  /** Waits until all connections are there and those that speak have had an echo. */
  void awaitWarm() {
    program.await("warm", LIMIT);
  }

  /** Has all of them fall silent. */
  void hush() {
    program.say("hush");
    program.await("silent", LIMIT);
  }

  /** Has each connection exchange another line, and tells what became of them. */
  CrowdLog prove() {
    program.say("prove");
    try {
      return CrowdLog.read(program.await("log", LIMIT));
    } catch (IOException e) {
      throw new LabException("cannot read the log of the crowd", e);
    }
  }

  @Override
  public void close() {
    program.say("stop");
  }
}

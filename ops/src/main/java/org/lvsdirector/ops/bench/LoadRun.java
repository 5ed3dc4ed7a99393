package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.time.Duration;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/** A {@link Load} on the VIP, running in a client's namespace. */
public final class LoadRun implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(25);

  private final ClientProgram program;

  private LoadRun(ClientProgram program) {
    this.program = program;
  }

  /** Starts the load on an address from a client. */
  public static LoadRun start(Namespace client, String address) {
    return new LoadRun(ClientProgram.start(client, Load.class, 96, address));
  }

  /** Starts requests alone, so many milliseconds apart. */
  public static LoadRun requests(Namespace client, String address, int interval) {
    return new LoadRun(
        ClientProgram.start(client, Load.class, 96, address, "0", String.valueOf(interval)));
  }

  /**
   * Waits for two seconds without a failure, with every long-lived connection alive.
   *
   * @throws LabException when that does not come about
   */
  public LoadRun awaitWarm() {
    program.await("warm", LIMIT);
    return this;
  }

  /** Ends the load and gives what it saw, once silent connections had their time to speak. */
  public LoadLog finish() {
    close();
    try {
      return LoadLog.read(program.await("log", LIMIT));
    } catch (IOException e) {
      throw new LabException("cannot read the log of the load", e);
    }
  }

  @Override
  public void close() {
    program.say("stop");
  }
}

package org.lvsdirector.ops.bench;

import java.time.Duration;
import java.util.List;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/**
 * Many connections through one pair, and the master's end.
 *
 * @param client where the connections come from
 * @param size how many, and how they talk
 * @param rest from the backup's return to the fault
 * @param evidence kept when connections break or a measurement does not count
 */
record ConnectionTrial(
    Contender contender,
    Pair pair,
    Namespace client,
    CrowdRun.Size size,
    Duration rest,
    Evidence evidence) {

  /** From the fault to the proof: the slowest of the contenders has taken over by then. */
  private static final Duration OBSERVE = Duration.ofSeconds(6);

  /** Below the ports that the kernel gives to others. */
  private static final int LAST_PORT = 32_000;

  private static final int FIRST_PORT = 2_000;

  /** How many connections a crowd can have. */
  static final int MOST = LAST_PORT - FIRST_PORT;

  /**
   * Does it once, and heals the machine.
   *
   * @param number of the measurement in this lab: ports of the one before are not used again
   */
  ConnectionResult measure(Backup backup, Fault fault, int run, int number) {
    String name =
        "%s-%s-%s-%d"
            .formatted(contender.name(), backup.option(), fault.word().replace(' ', '-'), run);
    Guest struck = null;
    try {
      Guest master = pair.awaitWhole();
      try (CrowdRun crowd = CrowdRun.start(client, size, firstPort(number), echoes())) {
        crowd.awaitWarm();
        if (backup == Backup.REBOOTED_IDLE) {
          crowd.hush();
        }
        if (backup != Backup.LONG_UP) {
          pair.reboot(pair.other(master));
          pair.awaitWhole();
          Await.elapsed(rest);
        }
        if (pair.awaitWhole() != master) {
          throw new LabException("the VIP moved before the fault");
        }
        Entries before = Entries.of(master);
        Entries known = Entries.of(pair.other(master));
        long at = System.nanoTime();
        struck = master;
        fault.strike(contender, master);
        Await.elapsed(OBSERVE);
        ConnectionResult result = result(backup, fault, run, crowd.prove(), at, before, known);
        if (!result.broken().isEmpty()) {
          evidence.keep(name, pair, contender);
        }
        return result;
      }
    } catch (LabException e) {
      evidence.keep(name, pair, contender);
      return new ConnectionResult(
          contender.name(),
          modes(),
          backup.option(),
          fault.word(),
          run,
          0,
          0,
          0,
          List.of(),
          e.getMessage());
    } finally {
      if (struck != null) {
        fault.heal(contender, struck);
      }
    }
  }

  private List<Integer> echoes() {
    return contender.modes().stream().map(Mode::port).toList();
  }

  private List<String> modes() {
    return contender.modes().stream().map(Mode::option).toList();
  }

  private int firstPort(int number) {
    int crowds = Math.max(1, MOST / size.connections());
    return FIRST_PORT + number % crowds * size.connections();
  }

  private ConnectionResult result(
      Backup backup, Fault fault, int run, CrowdLog log, long at, Entries before, Entries known) {
    List<ConnectionResult.Broken> broken =
        log.members().stream()
            .filter(member -> member.failure() != null)
            .map(
                member ->
                    new ConnectionResult.Broken(
                        member.port(),
                        Mode.ofPort(member.echo()).option(),
                        member.role(),
                        member.failure(),
                        ConnectionResult.known(
                            before.ofEcho(client.address(), member.port(), member.echo()),
                            known.ofEcho(client.address(), member.port(), member.echo()))))
            .toList();
    long early =
        log.members().stream().filter(it -> it.brokenAt() != 0 && it.brokenAt() < at).count();
    return new ConnectionResult(
        contender.name(),
        modes(),
        backup.option(),
        fault.word(),
        run,
        log.members().size(),
        before.byConnection().size(),
        known.sharedWith(before),
        broken,
        early > 0 ? early + " connections broke before the fault" : null);
  }
}

package org.lvsdirector.ops.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of a crowd of connections when the master ended.
 *
 * @param contender which product
 * @param modes how packets are forwarded, each for as many of the connections
 * @param backup what the backup went through before
 * @param fault what was done to the master
 * @param run the number of the run, from 1
 * @param connections how many there were
 * @param onMaster entries in the master's table just before the fault
 * @param onBackup how many of those the backup had too, with the same server
 * @param broken those that could not exchange another line after the failover
 * @param invalid why this measurement does not count, or null
 */
record ConnectionResult(
    String contender,
    List<String> modes,
    String backup,
    String fault,
    int run,
    int connections,
    int onMaster,
    long onBackup,
    List<Broken> broken,
    String invalid) {

  /**
   * One broken connection.
   *
   * @param port the client's
   * @param mode how its packets are forwarded
   * @param role idle, slow or busy
   * @param failure what the client saw
   * @param known what the backup had of it just before the fault
   */
  record Broken(int port, String mode, CrowdLog.Role role, String failure, String known) {}

  /** What a connection's place was in the two tables. */
  static String known(Entries.Entry onMaster, Entries.Entry onBackup) {
    if (onMaster == null) {
      return "the master had no entry";
    }
    if (onBackup == null) {
      return "the backup had no entry";
    }
    if (!onMaster.server().equals(onBackup.server())) {
      return "the backup had another server";
    }
    return onBackup.state().equals(onMaster.state())
        ? "the backup had the same entry"
        : "the backup had it as " + onBackup.state();
  }

  /** How many broke for the same reason. */
  Map<String, Integer> causes() {
    Map<String, Integer> causes = new TreeMap<>();
    broken.forEach(
        it ->
            causes.merge(
                it.mode + ", " + it.role + ": " + it.failure + "; " + it.known, 1, Integer::sum));
    return causes;
  }
}

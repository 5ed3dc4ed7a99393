package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a crowd's connections, as it is written to a file and read back.
 *
 * @param members one entry for each connection
 */
record CrowdLog(List<Member> members) {

  /** How a connection behaves; of a crowd, a third each. */
  enum Role {
    /** Says nothing after the handshake. */
    IDLE,
    /** Says something now and then. */
    SLOW,
    /** Speaks all the time. */
    BUSY
  }

  /**
   * One connection.
   *
   * @param port the client's
   * @param echo the port that it is to
   * @param failure why it is broken, or null
   * @param brokenAt when it was closed, in nanoseconds of the host's monotonic clock; 0 for one
   *     that lives or is silent
   */
  record Member(int port, int echo, Role role, String failure, long brokenAt) {}

  void write(Path file) throws IOException {
    List<String> lines =
        members.stream()
            .map(
                m ->
                    m.port
                        + " "
                        + m.echo
                        + " "
                        + m.role
                        + " "
                        + m.brokenAt
                        + (m.failure == null ? "" : " " + m.failure))
            .toList();
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Files.write(temporary, lines);
    Files.move(temporary, file);
  }

  static CrowdLog read(Path file) throws IOException {
    List<Member> members = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] word = line.split(" ", 5);
      members.add(
          new Member(
              Integer.parseInt(word[0]),
              Integer.parseInt(word[1]),
              Role.valueOf(word[2]),
              word.length == 5 ? word[4] : null,
              Long.parseLong(word[3])));
    }
    return new CrowdLog(members);
  }
}

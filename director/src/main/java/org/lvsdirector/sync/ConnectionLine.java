package org.lvsdirector.sync;

import java.io.IOException;
import java.util.Map;
import org.lvsdirector.kernel.ProcLine;
import org.lvsdirector.sync.ConnectionRow.Origin;

/** One line of the connection table. */
final class ConnectionLine {
  private static final String FILE = "the connection table";
  private static final int STATE = 7;
  private static final int FEWEST = STATE + 2;
  private static final Map<String, Integer> PROTOCOLS =
      Map.of("TCP", 6, "UDP", 17, "SCTP", 132, "IP", 0, "ESP", 50, "AH", 51);
  // The same few words again and again; comparing is cheaper than making a string of each.
  private static final String[] STATES = {
    "ESTABLISHED",
    "UDP",
    "TIME_WAIT",
    "FIN_WAIT",
    "NONE",
    "SYN_RECV",
    "CLOSE",
    "CLOSE_WAIT",
    "LAST_ACK",
    "ASSURED"
  };

  private final ProcLine line;

  ConnectionLine(byte[] text, int from, int to) {
    line = ProcLine.at(FILE, text, from, to);
  }

  boolean isHeading() {
    return line.is(0, "Pro") && line.is(1, "FromIP");
  }

  ConnectionRow row() throws IOException {
    if (line.words() < FEWEST) {
      throw line.unintelligible();
    }
    Origin origin =
        line.is(8, "LOCAL") ? Origin.LOCAL : line.is(8, "SYNC") ? Origin.SYNC : Origin.UNKNOWN;
    int expires = origin == Origin.UNKNOWN ? 8 : 9;
    if (expires >= line.words()) {
      throw line.unintelligible();
    }
    int engine = expires + 1;
    return new ConnectionRow(
        protocol(),
        line.spacedEndpoint(1),
        line.spacedEndpoint(3),
        line.spacedEndpoint(5),
        state(),
        (int) Math.min(Integer.MAX_VALUE, line.number(expires)),
        origin,
        word(engine),
        word(engine + 1));
  }

  private int protocol() throws IOException {
    if (line.is(0, "TCP")) {
      return 6;
    }
    Integer number = PROTOCOLS.get(line.word(0));
    if (number == null) {
      throw line.unintelligible();
    }
    return number;
  }

  private String state() {
    for (String state : STATES) {
      if (line.is(STATE, state)) {
        return state;
      }
    }
    return line.word(STATE);
  }

  private String word(int index) {
    return index < line.words() ? line.word(index) : "";
  }
}

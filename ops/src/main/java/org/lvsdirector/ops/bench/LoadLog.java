package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a load saw, as it is written to a file and read back.
 *
 * @param requests every request, in the order of their ends
 * @param connections how many long-lived connections there were
 * @param broken why connections broke, one entry each
 */
public record LoadLog(List<Request> requests, int connections, List<String> broken) {

  /**
   * One request; times in nanoseconds of the host's monotonic clock.
   *
   * @param failure null when the whole answer came in time
   */
  public record Request(long start, long end, String failure) {
    /** Whether the whole answer came in time. */
    public boolean ok() {
      return failure == null;
    }
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("connections " + connections);
    broken.forEach(why -> lines.add("broken " + why));
    for (Request r : requests) {
      lines.add("request " + r.start + " " + r.end + " " + (r.ok() ? "ok" : r.failure));
    }
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    Files.write(temporary, lines);
    Files.move(temporary, file);
  }

  static LoadLog read(Path file) throws IOException {
    List<Request> requests = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    int connections = 0;
    for (String line : Files.readAllLines(file)) {
      String[] word = line.split(" ", 4);
      switch (word[0]) {
        case "connections" -> connections = Integer.parseInt(word[1]);
        case "broken" -> broken.add(line.substring("broken ".length()));
        case "request" ->
            requests.add(
                new Request(
                    Long.parseLong(word[1]),
                    Long.parseLong(word[2]),
                    word[3].equals("ok") ? null : word[3]));
        default -> throw new IOException(file + ": what is '" + line + "'?");
      }
    }
    return new LoadLog(requests, connections, broken);
  }
}

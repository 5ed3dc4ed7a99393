package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** TCP connections to a line echo that have said hello and are silent from then on. */
final class SilentClients {
  private static final String SCRIPT =
      """
      for i in $(seq %d); do
        ( exec 3<>/dev/tcp/%s/%d; echo hello >&3; read -r a <&3; echo open; read -r a <&3 ) &
      done
      wait
      """;

  private final Path log;
  private final int count;

  /** Connects all of them, and has an answer on each. */
  SilentClients(Namespace client, int port, int count) {
    this.count = count;
    Path folder = client.lab().folder().resolve(client.name());
    log = folder.resolve("silent.log");
    try {
      Files.writeString(folder.resolve("silent.sh"), SCRIPT.formatted(count, Lab.VIP, port));
    } catch (IOException e) {
      throw new LabException("cannot write what the silent clients do", e);
    }
    client.spawn("bash " + client.name() + "/silent.sh", client.name() + "/silent.log");
    Await.until(count + " are connected", Duration.ofSeconds(10), () -> lines("open") == count);
  }

  /** How many have been reset. */
  long reset() {
    return lines("reset by peer");
  }

  /** How many are still connected. */
  long connected() {
    return count - lines("read error");
  }

  private long lines(String words) {
    try {
      return Files.exists(log)
          ? Files.readString(log).lines().filter(line -> line.contains(words)).count()
          : 0;
    } catch (IOException e) {
      throw new LabException("cannot read what became of the silent clients", e);
    }
  }
}

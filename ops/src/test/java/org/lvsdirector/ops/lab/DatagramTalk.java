package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A UDP flow from one port through the VIP that asks several times a second who answers. */
final class DatagramTalk {
  private static final String ASKS = "while echo who; do sleep 0.2; done | socat - UDP4:%s:%d";

  private final Path log;

  /** Starts asking, and has an answer. */
  DatagramTalk(Namespace client, int port) {
    Path folder = client.lab().folder().resolve(client.name());
    log = folder.resolve("datagrams.log");
    try {
      Files.writeString(folder.resolve("datagrams.sh"), ASKS.formatted(Lab.VIP, port));
    } catch (IOException e) {
      throw new LabException("cannot write what the client asks", e);
    }
    client.spawn("bash " + client.name() + "/datagrams.sh", client.name() + "/datagrams.log");
    Await.until("a server answers", Duration.ofSeconds(10), () -> !answers().isEmpty());
  }

  /** Lets a server answer with its name, from the VIP as direct routing has it. */
  static void serve(RealServer server, int port) {
    String name = server.machine().name();
    server
        .machine()
        .spawn(
            "socat UDP4-RECVFROM:%d,bind=%s,fork SYSTEM:\"read -r a; echo %s\""
                .formatted(port, Lab.VIP, name),
            name + "/datagrams.log");
  }

  /** Who answered, in order. */
  List<String> answers() {
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new LabException("cannot read who answered", e);
    }
  }

  /** Who answered last. */
  String answeredBy() {
    List<String> all = answers();
    return all.get(all.size() - 1);
  }
}

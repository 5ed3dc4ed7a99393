package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * One TCP connection from the client through the VIP, on which either end says what a test wants.
 */
final class Conversation {
  static final int PORT = 7019;

  private final Lab lab;
  private final List<RealServer> servers;
  private final Namespace client;
  private RealServer partner;

  private Conversation(Lab lab, Namespace client, List<RealServer> servers) {
    this.lab = lab;
    this.client = client;
    this.servers = servers;
  }

  /** Connects, and says a word each way. */
  static Conversation start(Lab lab, Namespace client, List<RealServer> servers) {
    Conversation conversation = new Conversation(lab, client, servers);
    servers.forEach(server -> end(server.machine(), "TCP-LISTEN:" + PORT + ",reuseaddr"));
    for (RealServer server : servers) {
      Await.until(
          server.machine().name() + " listens",
          Duration.ofSeconds(5),
          () -> !server.machine().ok("ss -Htln sport = :" + PORT).isEmpty());
    }
    end(client, "TCP:" + Lab.VIP + ":" + PORT);
    conversation.say(client, "hello from the client");
    Await.until(
        "a server has heard the client",
        Duration.ofSeconds(5),
        () -> servers.stream().anyMatch(s -> conversation.heard(s.machine(), "the client")));
    conversation.partner =
        servers.stream()
            .filter(server -> conversation.heard(server.machine(), "the client"))
            .findFirst()
            .orElseThrow();
    conversation.say(conversation.partner.machine(), "hello from the server");
    Await.until(
        "the client has heard the server",
        Duration.ofSeconds(5),
        () -> conversation.heard(client, "the server"));
    return conversation;
  }

  private static void end(Namespace machine, String address) {
    String name = machine.name();
    machine.ok("mkfifo %1$s/mouth; : >%1$s/ear".formatted(name));
    // Opened for both, a fifo has no end when a speaker goes.
    machine.spawn(
        "socat %1$s - 0<>%2$s/mouth 1>>%2$s/ear".formatted(address, name), name + "/socat.log");
  }

  /** The server that it was balanced to. */
  RealServer partner() {
    return partner;
  }

  /** How the server names the client. */
  String clientAsSeen() {
    return partner
        .machine()
        .ok("ss -Htn state established sport = :" + PORT + " | awk '{print $4}'");
  }

  Namespace client() {
    return client;
  }

  /** Says a line at one end. */
  void say(Namespace machine, String line) {
    try {
      Files.writeString(
          file(machine, "mouth"), line + "\n", StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new LabException("cannot speak at " + machine.name(), e);
    }
  }

  /** Whether the end has heard this. */
  boolean heard(Namespace machine, String words) {
    try {
      return Files.readString(file(machine, "ear")).contains(words);
    } catch (IOException e) {
      throw new LabException("cannot hear at " + machine.name(), e);
    }
  }

  /** Everything that the two ends know, for messages. */
  String report() {
    return lab.run("head -50 */socat.log */ear").text()
        + servers.stream().map(s -> s.machine().run("ss -tan").text()).toList();
  }

  private Path file(Namespace machine, String name) {
    return lab.folder().resolve(machine.name()).resolve(name);
  }
}

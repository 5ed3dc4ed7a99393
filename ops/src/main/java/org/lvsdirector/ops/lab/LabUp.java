package org.lvsdirector.ops.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A lab for a person to play in: two directors of this product, three real servers, a client, and a
 * prompt to hurt them from.
 */
public final class LabUp {
  private static final String HELP =
      """
      cut | freeze | thaw | unplug | plug | boot MACHINE     power, a hang, the data cable (d1, d2)
      kill | stop | start | pause | resume MACHINE           the director's process on it (d1, d2)
      kill | start SERVER                                    a server's process (rs1, rs2, rs3)
      MACHINE COMMAND                                        runs it there; also: client, rs1, ...
      who                                                    who holds the VIP, and the servers' weights
      load                                                   30 requests of the client
      help, quit
      """;

  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, DirectorProcess> directors = new LinkedHashMap<>();
  private final Map<String, RealServer> servers = new LinkedHashMap<>();

  private LabUp(Lab lab) throws IOException {
    for (int i = 1; i <= 3; i++) {
      RealServer server = lab.realServer("rs" + i, i == 3 ? 138 : 134 + i).directRouting(Lab.VIP);
      servers.put(server.machine().name(), server);
      machines.put(server.machine().name(), server.machine());
    }
    machines.put("client", lab.namespace("client", 200));
    List<String> addresses = servers.values().stream().map(RealServer::address).toList();
    DirectorPair pair =
        DirectorPair.start(
            lab, DirectorPair.Setup.directRouting(addresses).withPorts(List.of(80, 7007)));
    for (DirectorProcess director : pair.directors()) {
      directors.put(director.guest().name(), director);
      machines.put(director.guest().name(), director.guest());
    }
    Files.writeString(lab.folder().resolve("up"), lab.pid() + "\n");
  }

  /**
   * Runs until the end of the input, {@code quit} or Ctrl-C; with {@code --bare}, machines on which
   * nothing is set up.
   */
  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--bare")) {
      bare();
      return;
    }
    System.out.println("Starting three servers, a client and two directors ...");
    try (Lab lab = Lab.open()) {
      LabUp up = new LabUp(lab);
      System.out.println(
          """
          The lab is up. VIP %s; directors d1 172.16.1.134 and d2 172.16.1.137;
          servers %s; client 172.16.1.200.
          Logs, configurations, keys: %s
          From another terminal: ops/lab/in MACHINE COMMAND, e.g.
            ops/lab/in client curl http://%s/
            ops/lab/in d1 ipvsadm -Ln
            ops/lab/in d1 %s status
            ops/lab/in lab tcpdump -n -i br0 arp
          """
              .formatted(
                  Lab.VIP,
                  up.servers.values().stream()
                      .map(s -> s.machine().name() + " " + s.address())
                      .collect(Collectors.joining(", ")),
                  lab.folder(),
                  Lab.VIP,
                  Project.launcher()));
      System.out.println(HELP);
      up.prompt();
    }
  }

  private static void bare() throws IOException {
    System.out.println("Starting two directors' and two servers' machines and a client ...");
    try (Lab lab = Lab.open()) {
      BareLab.boot(lab);
      Files.writeString(lab.folder().resolve("up"), lab.pid() + "\n");
      System.out.println(
          """
          The machines are up: d1 172.16.1.134, d2 172.16.1.137, rs1 172.16.1.135, rs2 172.16.1.136,
          client 172.16.1.200. From another terminal: ops/lab/in MACHINE COMMAND; ops/walkthrough.md
          says what to try. Return ends it.""");
      System.in.read();
    }
  }

  private void prompt() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    System.out.print("lab> ");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.strip().equals("quit")) {
        return;
      }
      try {
        System.out.print(answer(line.strip()));
      } catch (LabException e) {
        System.out.println(e.getMessage());
      }
      System.out.print("lab> ");
    }
  }

  private String answer(String line) {
    String[] word = line.split("\\s+", 2);
    if (line.isEmpty()) {
      return "";
    }
    if (line.equals("help")) {
      return HELP;
    }
    if (line.equals("who")) {
      return who();
    }
    if (line.equals("load")) {
      return machines
          .get("client")
          .run("curl -sS -m 2 'http://" + Lab.VIP + "/?[1-30]' | sort | uniq -c")
          .text();
    }
    if (word.length == 2 && machines.containsKey(word[0])) {
      return machines.get(word[0]).run(word[1]).text();
    }
    if (word.length == 2 && servers.containsKey(word[1])) {
      return act(word[0], servers.get(word[1]));
    }
    if (word.length == 2 && directors.containsKey(word[1])) {
      return act(word[0], directors.get(word[1]));
    }
    return "not understood: " + line + "\n" + HELP;
  }

  private static String act(String verb, RealServer server) {
    switch (verb) {
      case "kill" -> server.kill();
      case "start" -> server.start();
      default -> {
        return "a server can be killed and started\n";
      }
    }
    return "done\n";
  }

  private static String act(String verb, DirectorProcess director) {
    Guest guest = director.guest();
    switch (verb) {
      case "cut" -> guest.powerCut();
      case "freeze" -> guest.freeze();
      case "thaw" -> guest.thaw();
      case "unplug" -> guest.unplug();
      case "plug" -> guest.plug();
      case "boot" -> {
        guest.boot().awaitUp();
        director.start();
      }
      case "kill" -> director.kill();
      case "stop" -> director.stop();
      case "start" -> director.start();
      case "pause" -> director.pause();
      case "resume" -> director.resume();
      default -> {
        return "cannot " + verb + " a director\n";
      }
    }
    return "done\n";
  }

  private String who() {
    StringBuilder text = new StringBuilder();
    for (DirectorProcess director : directors.values()) {
      Guest guest = director.guest();
      text.append(guest.name()).append(": ");
      if (!guest.isOn()) {
        text.append("off\n");
        continue;
      }
      Output rules = guest.run("ipvsadm -Ln", Machine.LIMIT);
      text.append(director.holds(Lab.VIP) ? "holds the VIP" : "backup")
          .append(director.runs() ? "" : ", no director runs")
          .append('\n')
          .append(rules.text().lines().skip(3).collect(Collectors.joining("\n  ", "  ", "\n")));
    }
    return text.toString();
  }
}

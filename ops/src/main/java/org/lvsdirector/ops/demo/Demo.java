package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.Status;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.ops.client.ApiClient;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.TokensFile;

/** The demonstration from start to end. */
final class Demo implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> DIRECTORS = List.of("d1", "d2");

  private final Path launcher;
  private final Reporter reporter;
  private final Places places;
  private final DemoFolder folder;
  private final Children children;
  private final ClientLoop client;
  private final Map<String, ApiClient> apis = new TreeMap<>();
  private final Map<String, Process> processes = new TreeMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private String token;
  private volatile boolean closing;

  private Demo(Path launcher, Reporter reporter, Places places, DemoFolder folder) {
    this.launcher = launcher;
    this.reporter = reporter;
    this.places = places;
    this.folder = folder;
    this.children = new Children(launcher, folder.path());
    this.client = new ClientLoop(places.vip(), reporter);
  }

  /** Finds places and writes files; starts nothing. */
  static Demo prepare(Path launcher, Reporter reporter) throws IOException, ClusterException {
    Places places = Places.usual();
    return new Demo(launcher, reporter, places, DemoFolder.create(places));
  }

  /** Starts servers and directors and waits until requests can be answered. */
  void start() throws IOException, CommandFailure {
    places.notes().forEach(note -> reporter.say("demo", "note", note));
    for (int i = 0; i < places.servers().size(); i++) {
      String name = "RS" + (i + 1);
      String listen = places.servers().get(i).toString();
      processes.put(
          name, children.start(name, end -> gone(name, end), "demo-server", name, listen));
    }
    awaitServers();
    token = new TokensFile(folder.path().resolve("tokens.yaml")).localSecret().orElseThrow();
    for (String name : DIRECTORS) {
      String file = folder.config(name).toString();
      processes.put(
          name,
          children.start(name, end -> gone(name, end), "run", "--config", file, "--until-eof"));
      URI api = URI.create("http://" + places.apis().get(DIRECTORS.indexOf(name)));
      apis.put(name, new ApiClient(api, Optional.of(token)));
      Follower.start(name, apis.get(name), reporter);
    }
    awaitService();
  }

  private void awaitServers() throws CommandFailure {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Endpoint server : places.servers()) {
      while (!accepts(server)) {
        if (System.nanoTime() > deadline) {
          throw CommandFailure.refused("no real server on " + server + ": " + lastWords("RS1"));
        }
        pause(Duration.ofMillis(20));
      }
    }
  }

  private static boolean accepts(Endpoint server) {
    try (Socket socket = new Socket(server.address(), server.port())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private void awaitService() throws CommandFailure {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && !closing) {
      for (String name : DIRECTORS) {
        if (!processes.get(name).isAlive()) {
          throw CommandFailure.refused("director " + name + " does not start: " + lastWords(name));
        }
      }
      if (status().filter(Demo::serves).isPresent()) {
        return;
      }
      pause(Duration.ofMillis(50));
    }
    throw CommandFailure.refused(
        "the directors do not serve within " + PATIENCE.toSeconds() + " s: " + lastWords("d1"));
  }

  private static boolean serves(Status status) {
    return !status.groups().get(0).master().isEmpty()
        && status.cluster().members().size() == 2
        && status.services().get(0).servers().stream().allMatch(it -> it.health().equals("up"));
  }

  /** Lets the client run, until the time is over or the process is asked to end. */
  void show(Optional<Duration> length, Optional<Duration> killMasterAfter) {
    explain();
    client.start();
    killMasterAfter.ifPresent(
        delay -> {
          pause(delay);
          killMaster();
        });
    if (length.isPresent()) {
      pause(length.get().minus(killMasterAfter.orElse(Duration.ZERO)));
    } else {
      pause(Duration.ofDays(365));
    }
    client.close();
    reporter.conclude(client.summary());
  }

  private void explain() {
    String master = status().map(it -> it.groups().get(0).master()).orElse("d1");
    String backup = master.equals("d1") ? "d2" : "d1";
    reporter.explain(
        """

        Directors %s (master) and %s (backup) forward %s to three real servers; files in %s.
        A client asks ten times a second. Watch it in a browser, and stay there when a director dies:

          %s

        Try, in another terminal:

          kill -9 %d    # the master dies
          kill %d    # real server RS1 stops
          %s drain web/%s --config %s    # RS2 gets no new connections

        Ctrl-C ends it all.

        """
            .formatted(
                master,
                backup,
                places.vip(),
                folder.path(),
                page(master),
                processes.get(master).pid(),
                processes.get("RS1").pid(),
                launcher,
                places.servers().get(1),
                folder.config(backup)));
  }

  /** Where the page is, with what logs in there. */
  private String page(String node) {
    return "http://%s/#login=%s".formatted(places.apis().get(DIRECTORS.indexOf(node)), token);
  }

  private void killMaster() {
    String master = status().map(it -> it.groups().get(0).master()).orElse("");
    Process process = processes.get(master);
    if (process != null) {
      reporter.say("demo", "kill", "kill -9 " + process.pid() + ", the master " + master);
      process.destroyForcibly();
    }
  }

  private Optional<Status> status() {
    return DIRECTORS.stream()
        .filter(name -> processes.get(name).isAlive())
        .flatMap(name -> status(name).stream())
        .findFirst();
  }

  private Optional<Status> status(String name) {
    try {
      return Optional.of(apis.get(name).get("/api/v1/status", Status.class));
    } catch (CommandFailure notYet) {
      return Optional.empty();
    }
  }

  private void gone(String name, Process process) {
    if (closing) {
      return;
    }
    int status = process.exitValue();
    String how = status > 128 ? "killed by signal " + (status - 128) : "exit status " + status;
    String again =
        DIRECTORS.contains(name)
            ? "run --config " + folder.config(name)
            : "demo-server " + name + " " + places.servers().get(name.charAt(2) - '1');
    reporter.say(
        "demo",
        "gone",
        name
            + " ("
            + process.pid()
            + ", "
            + how
            + "); it comes back with: "
            + launcher
            + " "
            + again);
  }

  private String lastWords(String name) {
    try {
      List<String> lines = Files.readAllLines(children.log(name));
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    } catch (IOException e) {
      return "and its log cannot be read: " + e.getMessage();
    }
  }

  private void pause(Duration time) {
    try {
      if (ended.await(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS)) {
        closing = true;
      }
    } catch (InterruptedException e) {
      closing = true;
      Thread.currentThread().interrupt();
    }
  }

  /** Ends every process and removes every file. */
  @Override
  public void close() {
    closing = true;
    ended.countDown();
    client.close();
    children.close();
    folder.close();
  }
}

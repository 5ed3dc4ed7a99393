package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/** Two directors under one contender, and the measuring of faults on them. */
final class Pair {
  private static final Duration WHOLE = Duration.ofSeconds(90);
  private static final Duration OBSERVE = Duration.ofSeconds(6);

  private final Lab lab;
  private final List<Guest> guests;
  private final Namespace client;
  private final Contender contender;

  Pair(Lab lab, List<Guest> guests, Namespace client, Contender contender) {
    this.lab = lab;
    this.guests = guests;
    this.client = client;
    this.contender = contender;
  }

  /** Boots both machines afresh and starts the contender on them. */
  void start() {
    off();
    guests.forEach(Guest::boot);
    guests.forEach(Guest::awaitUp);
    client.ok("ip neigh flush dev eth0");
    guests.forEach(contender::start);
  }

  void off() {
    guests.stream().filter(Guest::isOn).forEach(Guest::powerCut);
  }

  /** Does the fault to the master under load; heals it; gives what the client saw. */
  Result measure(Fault fault, int run) {
    Guest master;
    try {
      master = awaitWhole();
    } catch (LabException e) {
      return Result.invalid(
          contender.name(), fault, run, e.getMessage().lines().findFirst().orElse(""));
    }
    Path folder = lab.folder().resolve("load-" + System.nanoTime());
    try {
      Files.createDirectory(folder);
      client.spawn(Jvm.command(Load.class, 96, Lab.VIP, folder.toString()), folder + "/output");
      awaitFile(folder.resolve("warm"));
      long at = System.nanoTime();
      fault.strike(contender, master);
      Await.elapsed(OBSERVE);
      stop(folder);
      awaitFile(folder.resolve("log"));
      return Result.of(contender.name(), fault, run, LoadLog.read(folder.resolve("log")), at);
    } catch (IOException | LabException e) {
      return Result.invalid(contender.name(), fault, run, e.toString());
    } finally {
      stop(folder);
      fault.heal(contender, master);
    }
  }

  private static void stop(Path folder) {
    try {
      Files.writeString(folder.resolve("stop"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void awaitFile(Path file) {
    Await.until(file.getFileName() + " is there", Duration.ofSeconds(25), () -> Files.exists(file));
  }

  /**
   * Waits until exactly one node holds the VIP, both have rules with living servers, and the
   * contender says that the pair is whole.
   *
   * @return the master
   */
  private Guest awaitWhole() {
    Await.until(
        contender.name() + " is whole",
        WHOLE,
        Duration.ofMillis(300),
        () -> holders().size() == 1 && guests.stream().allMatch(Pair::hasRules) && says(),
        this::describe);
    return holders().get(0);
  }

  private boolean says() {
    Guest master = holders().get(0);
    Guest backup = guests.get(0) == master ? guests.get(1) : guests.get(0);
    return contender.whole(master, backup);
  }

  private List<Guest> holders() {
    return guests.stream()
        .filter(g -> g.run("ip -o addr show dev vec0 | grep -q ' " + Lab.VIP + "/'").ok())
        .toList();
  }

  private static boolean hasRules(Guest guest) {
    return guest.run("[ $(grep -c 'Route *[1-9]' /proc/net/ip_vs) = 4 ]").ok();
  }

  private String describe() {
    return Stream.concat(
            guests.stream().map(g -> g.run("ip -o addr show vec0; cat /proc/net/ip_vs").text()),
            guests.stream().map(contender::log))
        .reduce("", (a, b) -> a + "\n" + b);
  }
}

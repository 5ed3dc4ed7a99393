package org.lvsdirector.ops.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Namespace;

/** Two directors under one contender, and the measuring of faults on them. */
final class Pair {
  private static final Duration WHOLE = Duration.ofSeconds(90);
  private static final Duration OBSERVE = Duration.ofSeconds(6);

  private final List<Guest> guests;
  private final Namespace client;
  private final Contender contender;

  Pair(List<Guest> guests, Namespace client, Contender contender) {
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

  /** Cuts a machine's power, switches it on again and starts the contender there. */
  void reboot(Guest guest) {
    guest.powerCut();
    guest.boot().awaitUp();
    contender.start(guest);
  }

  void off() {
    guests.stream().filter(Guest::isOn).forEach(Guest::powerCut);
  }

  /** Does the fault to the master under load; heals it; gives what the client saw. */
  Result measure(Fault fault, int run) {
    Guest struck = null;
    try {
      awaitWhole();
      try (LoadRun load = LoadRun.start(client, Lab.VIP)) {
        load.awaitWarm();
        Guest master = awaitWhole();
        long at = System.nanoTime();
        struck = master;
        fault.strike(contender, master);
        Await.elapsed(OBSERVE);
        return Result.of(contender.name(), fault, run, load.finish(), at);
      }
    } catch (LabException e) {
      return Result.invalid(contender.name(), fault, run, e.getMessage());
    } finally {
      if (struck != null) {
        fault.heal(contender, struck);
      }
    }
  }

  /**
   * Waits until exactly one node holds the VIP, both have rules with living servers, and the
   * contender says that the pair is whole.
   *
   * @return the master
   */
  Guest awaitWhole() {
    AtomicReference<Guest> master = new AtomicReference<>();
    Await.until(
        contender.name() + " is whole",
        WHOLE,
        Duration.ofMillis(300),
        () -> {
          List<Guest> holders = holders();
          master.set(holders.size() == 1 ? holders.get(0) : null);
          return master.get() != null
              && guests.stream().allMatch(this::hasRules)
              && contender.whole(master.get(), other(master.get()));
        },
        this::describe);
    return master.get();
  }

  /** Both machines. */
  List<Guest> guests() {
    return guests;
  }

  /** The other machine of the two. */
  Guest other(Guest guest) {
    return guests.get(0) == guest ? guests.get(1) : guests.get(0);
  }

  private List<Guest> holders() {
    return guests.stream()
        .filter(g -> g.run("ip -o addr show dev vec0 | grep -q ' " + Lab.VIP + "/'").ok())
        .toList();
  }

  private boolean hasRules(Guest guest) {
    // Of each service, the echoes and HTTP, two servers.
    int servers = 2 * (contender.modes().size() + 1);
    return guest
        .run("[ $(grep -cE '(Route|Masq) +[1-9]' /proc/net/ip_vs) = " + servers + " ]")
        .ok();
  }

  private String describe() {
    return Stream.concat(
            guests.stream().map(g -> g.run("ip -o addr show vec0; cat /proc/net/ip_vs").text()),
            guests.stream().map(contender::log))
        .reduce("", (a, b) -> a + "\n" + b);
  }
}

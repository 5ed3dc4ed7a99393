package org.lvsdirector.ops.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.LabException;
import org.lvsdirector.ops.lab.Output;

/**
 * One measurement of what the relay costs, on two machines that are booted for it.
 *
 * @param servers addresses of the real servers
 */
record CostRun(Guest master, Guest backup, Product product, List<String> servers) {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final double SECOND = 1e9;

  /** Waits without starting programs, of which each would cost the measured machine its time. */
  private static final String WAIT_FOR_ENTRIES =
      """
      mkfifo $LAB_HOME/never 2>/dev/null
      exec 3<>$LAB_HOME/never
      SECONDS=0
      while [ $SECONDS -lt %d ]; do
        mapfile -t lines </proc/net/ip_vs
        n=0
        for line in "${lines[@]}"; do
          case $line in *" Route "*) set -- $line; n=$((n + $5 + $6)) ;; esac
        done
        if [ $n -ge %d ]; then
          printf '%%(%%FT%%T)T.%%s' ${EPOCHREALTIME/./ }
          exit 0
        fi
        read -r -t 0.1 -u 3
      done
      echo "only $n entries"; exit 1
      """;

  /** Entries a second that are made in the master's table. */
  private static final int MADE_RATE = 20_000;

  CostRun(Stage stage, Product product) {
    this(stage.guests().get(0), stage.guests().get(1), product, stage.servers());
  }

  /**
   * Gives figures by what they are, in the order of a table.
   *
   * @param entries in the master's table before the backup joins
   * @param live entries that the master's kernel tells of afterwards
   * @param rate of those, a second
   */
  Map<String, Double> measure(int entries, int live, int rate) {
    for (Guest guest : List.of(master, backup)) {
      if (guest.isOn()) {
        guest.powerCut();
      }
      guest.boot();
    }
    master.awaitUp();
    backup.awaitUp();
    product.start(master);
    await("the master serves", () -> product.serves(master));
    long begin = System.nanoTime();
    make(master, "both", 0, entries, MADE_RATE);
    await("the master's table has the entries", () -> entries(master) == entries);
    System.err.printf("%d entries made in %.1f s%n", entries, (System.nanoTime() - begin) / SECOND);
    Map<String, Double> figures = new LinkedHashMap<>();
    join(entries, figures);
    System.err.println("so far  " + figures);
    compare(figures);
    if (live > 0) {
      tell(entries, live, rate, figures);
    }
    figures.put("peak memory of the master's process, MiB", Usage.of(master).peak());
    figures.put("peak memory of the backup's process, MiB", Usage.of(backup).peak());
    return figures;
  }

  private void join(int entries, Map<String, Double> figures) {
    Usage before = Usage.of(master);
    double idle = Usage.of(backup).machine();
    long start = System.nanoTime();
    product.start(backup);
    LocalDateTime whole = awaitEntries(backup, entries);
    final long end = System.nanoTime();
    Usage after = Usage.of(master);
    Usage own = Usage.of(backup);
    Duration joining = Duration.between(product.joined(backup), whole);
    figures.put("from the join to the last entry, s", joining.toNanos() / SECOND);
    figures.put("from the start of the process to that, s", (end - start) / SECOND);
    figures.put("processor of the master's process, s", after.process() - before.process());
    figures.put("processor of the master's machine, s", after.machine() - before.machine());
    figures.put("processor of the backup's process, s", own.process());
    figures.put("processor of the backup's machine, s", own.machine() - idle);
  }

  private void compare(Map<String, Double> figures) {
    // Each takes its kernel minutes, where there are hundreds of thousands.
    CompletableFuture<Entries> reading = CompletableFuture.supplyAsync(() -> Entries.of(master));
    Map<String, Entries.Entry> found = Entries.of(backup).byConnection();
    Map<String, Entries.Entry> wanted = reading.join().byConnection();
    figures.put(
        "missing", (double) wanted.keySet().stream().filter(it -> !found.containsKey(it)).count());
    figures.put(
        "with another server or state",
        (double)
            wanted.entrySet().stream()
                .filter(it -> found.containsKey(it.getKey()))
                .filter(it -> !it.getValue().resembles(found.get(it.getKey())))
                .count());
  }

  /** Has the master's relay hear of connections as if from its kernel, which it does not check. */
  private void tell(int entries, int live, int rate, Map<String, Double> figures) {
    Usage before = Usage.of(master);
    Usage own = Usage.of(backup);
    String said = make(master, "sync", entries, live, rate);
    long end = System.nanoTime();
    final double told = Double.parseDouble(said.strip().substring("seconds ".length()));
    awaitEntries(backup, entries + live);
    double late = (System.nanoTime() - end) / SECOND;
    figures.put("live: told by the kernel's side, entries/s", live / told);
    figures.put("live: on the backup, entries/s", live / (told + late));
    figures.put(
        "live: processor of the master's process, s",
        Usage.of(master).process() - before.process());
    figures.put(
        "live: processor of the backup's process, s", Usage.of(backup).process() - own.process());
  }

  private String make(Guest guest, String how, int first, int count, int rate) {
    Output output = guest.run(MadeEntries.command(how, first, count, servers, rate), LIMIT);
    if (!output.ok()) {
      throw new LabException(guest.name() + " could not make entries: " + output.text());
    }
    return output.text();
  }

  /** Counts by what the destinations have; the table itself takes long to read. */
  private static int entries(Guest guest) {
    return Integer.parseInt(
        guest.ok("awk '/Route/ {n += $5 + $6} END {print n + 0}' /proc/net/ip_vs"));
  }

  /** Gives the time of its clock at which a machine has so many entries. */
  private LocalDateTime awaitEntries(Guest guest, int count) {
    Output output =
        guest.run(WAIT_FOR_ENTRIES.formatted(LIMIT.toSeconds(), count), LIMIT.plusSeconds(10));
    if (!output.ok()) {
      throw new LabException(
          "%s has not all %d entries: %s%n%s"
              .formatted(guest.name(), count, output.text(), product.log(guest)));
    }
    return LocalDateTime.parse(output.text().strip());
  }

  private void await(String what, BooleanSupplier condition) {
    Await.until(
        what,
        LIMIT,
        PAUSE,
        condition,
        () ->
            "entries %d and %d%n%s%n----%n%s"
                .formatted(
                    entries(master), entries(backup), product.log(master), product.log(backup)));
  }
}

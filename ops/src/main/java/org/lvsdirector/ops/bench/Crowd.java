package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Thousands of connections that live, a program that runs in the client's namespace: a third idle
 * after the handshake, a third slow, a third busy, each from a port of its own that is known, and
 * all of them spread over some echoes.
 *
 * <p>It makes the file {@code warm} once all are connected and the slow and the busy ones have had
 * an echo. At the file {@code hush} all fall silent, and it makes {@code silent} once no echo is
 * owed. At {@code prove} each has to exchange one more line; then it writes {@code log} and ends.
 * At {@code stop} it ends.
 */
public final class Crowd {
  private static final long MS = 1_000_000;

  /** Handshakes under way at once: the links of the lab have short queues. */
  private static final int ABREAST = 50;

  private static final long OPENING = 60_000 * MS;
  private static final long HUSH = 10_000 * MS;

  /** The lines of the proof are sent in so long. */
  private static final long PROOF = 2_000 * MS;

  /** The first segment lost in an outage of 3 s is sent again 3.0, 6.2 and 12.6 s after it. */
  private static final long PROVEN = 20_000 * MS;

  private static final List<CrowdLog.Role> ROLES = List.of(CrowdLog.Role.values());

  private final Path folder;
  private final List<InetSocketAddress> targets;
  private final int firstPort;
  private final Selector selector = Selector.open();
  private final List<LongLived> all = new ArrayList<>();

  private Crowd(Path folder, List<InetSocketAddress> targets, int firstPort) throws IOException {
    this.folder = folder;
    this.targets = targets;
    this.firstPort = firstPort;
  }

  /**
   * Takes the folder, the virtual address, how many connections, the first local port, and the
   * intervals in ms at which a busy and a slow connection speak, and the ports of the echoes with
   * commas between them.
   */
  public static void main(String[] args) throws IOException {
    List<InetSocketAddress> targets =
        Arrays.stream(args[6].split(",", -1))
            .map(port -> new InetSocketAddress(args[1], Integer.parseInt(port)))
            .toList();
    Crowd crowd = new Crowd(Path.of(args[0]), targets, Integer.parseInt(args[3]));
    crowd.open(Integer.parseInt(args[2]));
    crowd.talk(Long.parseLong(args[4]) * MS, Long.parseLong(args[5]) * MS);
    if (crowd.said("hush")) {
      crowd.hush();
    }
    if (!crowd.said("stop")) {
      crowd.prove();
    }
    // The end of the process resets what lives.
    while (!crowd.said("stop")) {
      crowd.poll();
    }
  }

  private void open(int connections) throws IOException {
    List<LongLived> opening = new ArrayList<>();
    long deadline = System.nanoTime() + OPENING;
    while (all.size() < connections || !opening.isEmpty()) {
      while (all.size() < connections && opening.size() < ABREAST) {
        LongLived next = new LongLived(selector, firstPort + all.size(), target(all.size()));
        all.add(next);
        opening.add(next);
      }
      poll();
      opening.removeIf(LongLived::answered);
      if (System.nanoTime() > deadline) {
        throw new IOException("too late: " + state());
      }
    }
  }

  /** How far they are, for a person who wants to know why they get no further. */
  private String state() {
    Map<String, Long> failures =
        all.stream()
            .map(LongLived::verdict)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()));
    return "%d connections to %s, %d had an echo; %s"
        .formatted(all.size(), targets, all.stream().filter(LongLived::proven).count(), failures);
  }

  /** Speaks until something else is wanted. */
  private void talk(long busyInterval, long slowInterval) throws IOException {
    List<LongLived> slow = those(CrowdLog.Role.SLOW);
    List<LongLived> busy = those(CrowdLog.Role.BUSY);
    Rota slowly = new Rota(slow, slowInterval);
    Rota busily = new Rota(busy, busyInterval);
    boolean warm = false;
    long deadline = System.nanoTime() + 2 * slowInterval + OPENING / 2;
    while (!said("hush") && !said("prove") && !said("stop")) {
      slowly.speak();
      busily.speak();
      poll();
      if (!warm
          && slow.stream().allMatch(LongLived::proven)
          && busy.stream().allMatch(LongLived::proven)) {
        warm = true;
        Files.createFile(folder.resolve("warm"));
      }
      if (!warm
          && (System.nanoTime() > deadline || all.stream().anyMatch(it -> it.brokenAt() != 0))) {
        throw new IOException("never warm: " + state());
      }
    }
  }

  private void hush() throws IOException {
    long deadline = System.nanoTime() + HUSH;
    while (System.nanoTime() < deadline && !all.stream().allMatch(LongLived::settled)) {
      poll();
    }
    Files.createFile(folder.resolve("silent"));
    while (!said("prove") && !said("stop")) {
      poll();
    }
  }

  /** An echo that is still owed has to come first, and then another. */
  private void prove() throws IOException {
    List<LongLived> waiting = new ArrayList<>(all);
    long begin = System.nanoTime();
    boolean done = false;
    while (!done && System.nanoTime() < begin + PROVEN) {
      long due = (System.nanoTime() - begin) * all.size() / PROOF - (all.size() - waiting.size());
      for (Iterator<LongLived> it = waiting.iterator(); it.hasNext() && due > 0; ) {
        LongLived next = it.next();
        if (next.settled()) {
          next.send();
          it.remove();
          due--;
        }
      }
      poll();
      done = waiting.isEmpty() && all.stream().allMatch(LongLived::settled);
    }
    log().write(folder.resolve("log"));
  }

  private CrowdLog log() {
    return new CrowdLog(
        IntStream.range(0, all.size())
            .mapToObj(
                i ->
                    new CrowdLog.Member(
                        firstPort + i,
                        target(i).getPort(),
                        role(i),
                        all.get(i).verdict(),
                        all.get(i).brokenAt()))
            .toList());
  }

  /** Each role of them goes to each of the echoes. */
  private InetSocketAddress target(int index) {
    return targets.get(index / ROLES.size() % targets.size());
  }

  private static CrowdLog.Role role(int index) {
    return ROLES.get(index % ROLES.size());
  }

  private List<LongLived> those(CrowdLog.Role role) {
    return IntStream.range(0, all.size()).filter(i -> role(i) == role).mapToObj(all::get).toList();
  }

  private void poll() throws IOException {
    selector.select(key -> ((Load.Member) key.attachment()).ready(key), 2);
  }

  private boolean said(String word) {
    return Files.exists(folder.resolve(word));
  }
}

package org.lvsdirector.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.lvsdirector.address.testing.KeeperNotes;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/** A keeper in a process of its own, to be stopped and killed; holds 10.9.0.1/32 on v0. */
final class KeeperProcess implements AutoCloseable {
  static final Vip VIP = new Vip(Addresses.parse("10.9.0.1").orElseThrow(), 32);

  private final Process process;
  private final BufferedReader output;

  /** Starts it in the calling thread's network namespace. */
  KeeperProcess(Duration lease) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                KeeperProcess.class.getName(),
                Long.toString(lease.toSeconds()))
            .redirectErrorStream(true)
            .start();
    output = process.inputReader();
  }

  /** Waits for a line of its notes; fails when the process ends before. */
  void await(String note) {
    try {
      StringBuilder seen = new StringBuilder();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals(note)) {
          return;
        }
        seen.append(line).append('\n');
      }
      throw new AssertionError("ended without '" + note + "':\n" + seen);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String pid() {
    return Long.toString(process.pid());
  }

  /** Kills it with SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Holds the address for a minute at most, and prints what the keeper tells. */
  public static void main(String[] args) throws IOException {
    Duration lease = Duration.ofSeconds(Long.parseLong(args[0]));
    KeeperNotes notes = new KeeperNotes();
    AddressKeeper keeper =
        new AddressKeeper(
            KernelAddressTable.open(),
            List.of(
                new VipGroup(
                    "web", "v0", List.of(new VipPlace(VIP, "v0")), List.of(), 100, false, lease)),
            Duration.ofMillis(500),
            notes,
            notes);
    keeper.start();
    int printed = 0;
    for (int beats = 0; beats < 600; beats++) {
      keeper.tenure(new Tenure(0, new Epoch(1), Set.of("web"), System.nanoTime()));
      List<String> all = notes.all();
      all.subList(printed, all.size()).forEach(System.out::println);
      printed = all.size();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    keeper.close(true);
  }
}

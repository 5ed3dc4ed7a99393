package org.lvsdirector.ops.ipvsadm;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;

/** A machine with two network namespaces, one for each command, whose kernel is the same. */
final class Arena {
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Guest guest;

  private Arena(Guest guest) {
    this.guest = guest;
  }

  /** Where the two commands part for the first time, in words. */
  record Difference(Sequence sequence, int step, String text) {}

  static Arena start(Lab lab, int host) {
    Guest guest = lab.guest("arena" + host, host).boot().awaitUp();
    guest.ok(
        """
        set -e
        modprobe -d /tmp/.modules ip_vs_pe_sip
        printf '%s\\n' '127.0.0.1 localhost' '10.0.0.1 web' '10.1.0.1 rs1' '2001:db8::11 six' \
          '10.0.0.77 long.name.of.a.server.that.fits.no.column long' >/tmp/hosts
        mount --bind /tmp/hosts /etc/hosts
        for side in ours real; do ip netns add $side; ip -n $side link set lo up; done
        """);
    return new Arena(guest);
  }

  /** Carries out sequences on both sides; the first difference of each that has one. */
  List<Difference> differences(List<Sequence> sequences) {
    Sequence.write(sequences, guest.home().resolve("sequences"));
    guest.run(
        "cd $LAB_HOME; ip netns exec ours "
            + Jvm.command(OurSide.class, 128, "sequences", "ours")
                .replace("-cp ", "-cp " + testClasses() + File.pathSeparator),
        LIMIT);
    List<Result.Run> ours = runs(sequences, "ours");
    write("script", RealSide.script(sequences, ours, "/tmp/real"));
    guest.run("cd $LAB_HOME; ip netns exec real dash script; cp /tmp/real real; sync", LIMIT);
    List<Result.Run> real = runs(sequences, "real");
    List<Difference> differences = new ArrayList<>();
    for (int i = 0; i < sequences.size(); i++) {
      Comparison.of(sequences.get(i), ours.get(i), real.get(i)).ifPresent(differences::add);
    }
    return differences;
  }

  /** The same difference with as few steps before it as it takes. */
  Difference shrunk(Difference found) {
    List<Step> steps = new ArrayList<>(found.sequence().steps().subList(0, found.step()));
    Difference smallest = found;
    for (int i = Math.min(found.step(), steps.size()) - 1; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(smallest.sequence().steps());
      fewer.remove(i);
      Optional<Difference> again =
          differences(List.of(new Sequence(found.sequence().seed(), fewer))).stream().findFirst();
      smallest = again.orElse(smallest);
    }
    return smallest;
  }

  private List<Result.Run> runs(List<Sequence> sequences, String file) {
    try {
      String text = Files.readString(guest.home().resolve(file));
      return Result.runs(sequences, Result.parse(text));
    } catch (IOException e) {
      throw new UncheckedIOException("no results; " + guest.console(), e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(guest.home().resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String testClasses() {
    return Path.of("target/test-classes").toAbsolutePath().toString();
  }
}

package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.ops.lab.Guest;

/**
 * Keeps what tells why connections broke: of each machine the contender's log and the kernel's
 * connections, those of IPVS and those of the packet filter.
 *
 * @param folder where to keep it; empty: nowhere
 */
record Evidence(Optional<Path> folder) {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Of a measurement, a file a machine that is on. */
  void keep(String measurement, Pair pair, Contender contender) {
    folder.ifPresent(place -> pair.guests().forEach(it -> keep(place, measurement, it, contender)));
  }

  private static void keep(Path place, String measurement, Guest guest, Contender contender) {
    try {
      Files.createDirectories(place);
      String text =
          guest.isOn()
              ? contender.log(guest)
                  + guest.run("cat /proc/net/ip_vs_conn /proc/net/nf_conntrack", LIMIT).text()
              : "off";
      Files.writeString(place.resolve(measurement + "-" + guest.name() + ".txt"), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep evidence in " + place, e);
    }
  }
}

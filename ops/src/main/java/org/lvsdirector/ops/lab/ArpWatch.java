package org.lvsdirector.ops.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Listens to the ARP traffic of the data segment from its making until {@link #stop()}. */
public final class ArpWatch {
  private final Lab lab;
  private final String file;
  private final String pid;

  ArpWatch(Lab lab, int index, String where, String link) {
    this.lab = lab;
    this.file = "arp-" + index + ".txt";
    this.pid =
        lab.ok(
            "setsid %2$s tcpdump -i %3$s -n -e -tt -l --immediate-mode -Z root arp >%1$s 2>%1$s.log </dev/null & echo $!"
                .formatted(file, where, link));
    Await.until(
        "tcpdump listens",
        Duration.ofSeconds(10),
        () -> lab.run("grep -q 'listening on' " + file + ".log").ok());
  }

  /** What was on the segment so far, in order. */
  public List<ArpSeen> seen() {
    return lab.ok("cat " + file).lines().map(ArpSeen::parse).flatMap(Optional::stream).toList();
  }

  /** Stops listening; what was seen stays readable. */
  public void stop() {
    lab.run("kill " + pid);
  }
}

package org.lvsdirector.ops.bench.ejection;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.Namespace;

/** A real server by direct routing whose program is a {@link FrailServer}. */
final class FrailMachine {
  private final Namespace machine;

  FrailMachine(Namespace machine) {
    this.machine = machine;
    machine.ok(
        """
        set -e
        cd /proc/sys/net/ipv4/conf
        for link in all lo eth0; do echo 1 >$link/arp_ignore; echo 2 >$link/arp_announce; done
        ip addr replace %s/32 dev lo
        """
            .formatted(Lab.VIP));
    lab("echo ok >" + file("mode"));
    start();
  }

  String address() {
    return machine.address();
  }

  void start() {
    String java = Jvm.command(FrailServer.class, 64, machine.lab().folder() + "/" + file("mode"));
    long pid = machine.spawn(java, file("server.log"));
    lab("echo " + pid + " >" + file("pid"));
    Await.until(machine.name() + " answers", Duration.ofSeconds(20), () -> get().contains("here"));
  }

  private String get() {
    return machine.get("http://" + address() + "/");
  }

  /** Kills the program; gives when, on the clock of {@link System#nanoTime}. */
  long kill() {
    return strike("kill -9 $(<" + file("pid") + ")");
  }

  long unplug() {
    return strike("ip link set " + machine.name() + "-0 nomaster");
  }

  void plug() {
    machine.plug();
  }

  /** Has the program answer in another way. */
  long answer(String mode) {
    return strike("echo " + mode + " >" + file("mode"));
  }

  private String file(String name) {
    return machine.name() + "/" + name;
  }

  /** Runs a command of the lab's; the time is read by the same shell just before. */
  private long strike(String command) {
    String said = lab("echo ${EPOCHREALTIME/[.,]/}; " + command);
    Instant struck =
        Instant.EPOCH.plus(
            Long.parseLong(said.lines().findFirst().orElseThrow()), ChronoUnit.MICROS);
    return System.nanoTime() - Duration.between(struck, Instant.now()).toNanos();
  }

  private String lab(String script) {
    return machine.lab().ok(script);
  }
}

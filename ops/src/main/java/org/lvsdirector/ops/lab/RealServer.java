package org.lvsdirector.ops.lab;

import java.time.Duration;

/** A real server: a namespace whose HTTP server answers with its name. */
public final class RealServer {
  private final Namespace machine;

  RealServer(Namespace machine) {
    this.machine = machine;
    start();
  }

  /** The namespace it runs in. */
  public Namespace machine() {
    return machine;
  }

  /** The IPv4 address on the data segment. */
  public String address() {
    return machine.address();
  }

  /** What it answers: its name in capitals. */
  public String body() {
    return machine.name().toUpperCase(java.util.Locale.ROOT);
  }

  /** Prepares it for direct routing: the VIP on {@code lo}, silent about it on the segment. */
  public RealServer directRouting(String vip) {
    machine.ok(
        """
        set -e
        cd /proc/sys/net/ipv4/conf
        for link in all lo eth0; do echo 1 >$link/arp_ignore; echo 2 >$link/arp_announce; done
        ip addr replace %s/32 dev lo
        """
            .formatted(vip));
    return this;
  }

  /**
   * Prepares it for NAT: what it answers {@code client} from its own address, though that is on the
   * segment, goes through the director that holds {@code gateway}.
   */
  public RealServer replyVia(String gateway, String client) {
    machine.ok(
        "ip route replace %2$s/32 via %3$s table 100; ip rule add from %1$s to %2$s lookup 100"
            .formatted(address(), client, gateway));
    return this;
  }

  /** Takes away the way of what it would answer {@code client} from a port of its own address. */
  public RealServer unableToAnswer(String client, int port) {
    machine.ok(
        "ip rule add priority 90 from %s to %s ipproto tcp sport %d blackhole"
            .formatted(address(), client, port));
    return this;
  }

  /** Takes away its way to an address, though that is on the segment. */
  public RealServer unableToReach(String address) {
    machine.ok("ip route replace blackhole " + address + "/32");
    return this;
  }

  /** Gives that way back. */
  public RealServer ableToReach(String address) {
    machine.ok("ip route del blackhole " + address + "/32");
    return this;
  }

  /** Starts the servers and waits until they answer. */
  public void start() {
    Lab lab = machine.lab();
    String java = Jvm.command(LabServer.class, 64, body());
    long pid = machine.spawn(java, machine.name() + "/server.log");
    lab.ok("echo " + pid + " >" + machine.name() + "/pid");
    Await.until(
        machine.name() + " answers HTTP",
        Duration.ofSeconds(20),
        () -> machine.get("http://" + address() + "/").equals(body()));
  }

  /** Kills the server process: connections to it are refused. */
  public void kill() {
    machine.lab().ok("kill -9 $(cat " + machine.name() + "/pid)");
  }
}

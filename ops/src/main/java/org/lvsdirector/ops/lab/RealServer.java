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
   * Prepares it for NAT: answers to {@code client}, though it is on the segment, go through the
   * director that holds {@code gateway}.
   */
  public RealServer replyVia(String gateway, String client) {
    machine.ok("ip route replace " + client + "/32 via " + gateway);
    return this;
  }

  /** Takes away its way to an address, though that is on the segment. */
  public RealServer unableToReach(String address) {
    machine.ok("ip route replace blackhole " + address + "/32");
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

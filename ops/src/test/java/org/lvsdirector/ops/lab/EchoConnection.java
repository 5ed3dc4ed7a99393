package org.lvsdirector.ops.lab;

import java.time.Duration;

/** A connection to a server's line echo that lives until its lab ends. */
final class EchoConnection {
  private final Namespace client;
  private final String name;
  private int said;

  /** Connects, and has a line come back. */
  EchoConnection(Namespace client, String vip) {
    this.client = client;
    this.name = client.name() + "/echo-" + vip;
    client.ok("mkfifo %1$s.in; : >%1$s.out".formatted(name));
    client.spawn(
        "socat -t 3600 PIPE:%1$s.in!!OPEN:%1$s.out,append TCP:%2$s:7007".formatted(name, vip),
        name + ".log");
    awaitEcho(Duration.ofSeconds(10));
  }

  /** Sends a line that was never sent before and waits until it comes back. */
  void awaitEcho(Duration limit) {
    said++;
    client.ok("timeout 5 bash -c 'echo line-%d >%s.in'".formatted(said, name));
    Await.until(
        name + " answers",
        limit,
        Duration.ofMillis(100),
        () -> client.run("grep -qx line-" + said + " " + name + ".out").ok(),
        () -> client.run("ss -tano; tail -3 " + name + ".*").text());
  }
}

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
    client.ok(": >%s.in".formatted(name));
    client.spawn(
        "bash -c \"tail -n +1 -f %1$s.in | socat -t 3600 - TCP:%2$s:7007 >%1$s.out\""
            .formatted(name, vip),
        name + ".log");
    awaitEcho(Duration.ofSeconds(10));
  }

  /** Sends a line that was never sent before and waits until it comes back. */
  void awaitEcho(Duration limit) {
    said++;
    client.ok("echo line-%d >>%s.in".formatted(said, name));
    Await.until(
        name + " answers",
        limit,
        Duration.ofMillis(100),
        () -> client.run("grep -qx line-" + said + " " + name + ".out").ok(),
        () -> client.run("ss -tano; tail -3 " + name + ".*").text());
  }
}

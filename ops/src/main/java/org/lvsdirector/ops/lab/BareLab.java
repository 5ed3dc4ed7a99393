package org.lvsdirector.ops.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Machines on which nothing of this product runs yet: directors d1 (.134) and d2 (.137), the web
 * servers rs1 (.135) and rs2 (.136), all with a kernel of their own, and a client.
 */
public record BareLab(Lab lab, Guest d1, Guest d2, List<Guest> servers, Namespace client) {

  /** Boots all of them, and starts the web servers. */
  public static BareLab boot(Lab lab) {
    Guest d1 = lab.guest("d1", 134).boot();
    Guest d2 = lab.guest("d2", 137).boot();
    List<Guest> servers = List.of(lab.guest("rs1", 135).boot(), lab.guest("rs2", 136).boot());
    Namespace client = lab.namespace("client", 200);
    servers.forEach(BareLab::startServer);
    for (Guest server : servers) {
      Await.until(
          server.name() + " answers",
          Duration.ofSeconds(60),
          () -> client.get("http://" + server.address() + "/").startsWith("<h1>"));
    }
    return new BareLab(lab, d1.awaitUp(), d2.awaitUp(), servers, client);
  }

  private static void startServer(Guest server) {
    server.awaitUp();
    // As many distributions have it: what comes out of a tunnel would not pass.
    server.ok("cd /proc/sys/net/ipv4/conf; for link in *; do echo 1 >$link/rp_filter; done");
    String body = "\"<h1>Backend " + server.name().toUpperCase(Locale.ROOT) + "</h1>\"";
    server.spawn(Jvm.command(LabServer.class, 64, body), "$LAB_HOME/server.log");
  }
}

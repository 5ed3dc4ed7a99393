package org.lvsdirector.healthcheck.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.Watch;

/** Watches on servers of the loopback. */
public final class Watches {
  private Watches() {}

  /** A watch that gives a probe five seconds. */
  public static Watch of(int port, Probe probe) {
    return of(port, probe, 5000);
  }

  /** A watch with a timeout. */
  public static Watch of(int port, Probe probe, int timeoutMillis) {
    Check check = new Check(probe, Duration.ofSeconds(20), Duration.ofMillis(timeoutMillis), 2, 2);
    return new Watch(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), check);
  }
}

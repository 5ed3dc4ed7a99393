package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthMonitorLoopbackTest {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<HealthChange> changes = new LinkedBlockingQueue<>();
  private final HealthMonitor monitor =
      new HealthMonitor(vertx, new TcpProber(vertx), changes::add);

  @AfterEach
  void stop() throws Exception {
    Await.get(monitor.close());
    Await.get(vertx.close());
  }

  @Test
  void seesAServerGoAndComeBack() throws Exception {
    InetSocketAddress target;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      target = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      Duration interval = Duration.ofMillis(50);
      Watch watch = new Watch(target, new Check(new Probe.Tcp(), interval, interval, 2, 2));
      Await.get(monitor.watch(Set.of(watch)));
      assertThat(next()).isEqualTo(HealthState.UP);
      assertThat(monitor.health(watch).up()).isTrue();
    }
    assertThat(next()).isEqualTo(HealthState.DOWN);
    try (ServerSocket again = new ServerSocket()) {
      again.setReuseAddress(true);
      again.bind(target);
      assertThat(next()).isEqualTo(HealthState.UP);
    }
  }

  private HealthState next() throws InterruptedException {
    HealthChange change = changes.poll(20, TimeUnit.SECONDS);
    assertThat(change).as("a change within 20 s").isNotNull();
    return change.after().state();
  }
}

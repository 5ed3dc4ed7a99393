package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.kinds.Probers;

class HealthMonitorLoopbackTest {
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<HealthChange> changes = new LinkedBlockingQueue<>();
  private final HealthMonitor monitor = new HealthMonitor(vertx, new Probers(vertx), changes::add);

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

  @Test
  void aServerThatEndsIsDownLongBeforeItsNextProbe() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    Socket accepted;
    Watch watch;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      InetSocketAddress target =
          new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
      Check check = new Check(new Probe.Tcp(), minute, Duration.ofSeconds(5), 2, 2);
      watch = new Watch(target, check.at(Pace.of(minute)).withSentinel(true));
      Await.get(monitor.watch(Set.of(watch)));
      assertThat(next()).isEqualTo(HealthState.UP);
      accepted = server.accept();
    }
    accepted.close();
    assertThat(next()).isEqualTo(HealthState.DOWN);
    assertThat(monitor.health(watch).last().orElseThrow().text())
        .contains("ended the idle connection after");
  }

  private HealthState next() throws InterruptedException {
    HealthChange change = changes.poll(20, TimeUnit.SECONDS);
    assertThat(change).as("a change within 20 s").isNotNull();
    return change.after().state();
  }
}

package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.cluster.ClusterKit.await;
import static org.lvsdirector.cluster.ClusterKit.config;
import static org.lvsdirector.cluster.ClusterKit.stays;
import static org.lvsdirector.cluster.ClusterKit.until;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.FreePorts;

class StrangerTest {
  private static final Duration DETECT = Duration.ofMillis(300);

  @TempDir static Path folder;
  static Path key;
  static Path otherKey;

  @BeforeAll
  static void makeKeys() throws Exception {
    key = ClusterKit.key(folder, "cluster.p12");
    otherKey = ClusterKit.key(folder, "other.p12");
  }

  @Test
  void strangersDoNotDisturbAPairNorKeepAMemberOut() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<Integer> ports = FreePorts.some(3);
      ClusterKit.Node d1 = kit.node("d1", config(0, ports, Optional.of(key), DETECT), 150);
      ClusterKit.Node d2 = kit.node("d2", config(1, ports, Optional.of(key), DETECT), 100);
      await(d1.start());
      await(d2.start());
      until("a pair", () -> d1.holds("web") && d2.view.members().size() == 2);
      long before = d1.view.id();
      Strangers strangers = new Strangers(ports);
      try {
        strangers.knock(2000, () -> false);
        assertThat(d1.view.id()).isEqualTo(before);
        assertThat(d2.view.id()).isEqualTo(before);
        List<String> joins = new ArrayList<>();
        boolean joined = false;
        // A busy machine may miss the time once; a stranger who stalls a member does it each time.
        for (int i = 0; i < 3 && !joined; i++) {
          ClusterKit.Node d3 = kit.node("d3", config(2, ports, Optional.of(key), DETECT), 100);
          d3.start();
          long took = strangers.knock(10_000, () -> d1.view.members().size() == 3);
          joins.add(d1.view.nodes() + " after " + took + " ms");
          joined = took < 900 && d1.view.nodes().get(2).equals("d3");
          if (!joined) {
            await(d3.run(() -> d3.cluster.leave(Duration.ZERO)));
            until("a pair again", () -> d1.view.members().size() == 2);
          }
        }
        assertThat(joined)
            .as("a member joins in less than 900 ms; one stranger may stall for 1000: " + joins)
            .isTrue();
        System.out.println("a member joined among strangers: " + joins);
      } finally {
        strangers.close();
      }
      assertThat(d1.holds("web")).isTrue();
    }
  }

  @Test
  void anotherKeyIsKeptOutAndBothAreTold() throws Exception {
    try (ClusterKit kit = new ClusterKit()) {
      List<Integer> ports = FreePorts.some(2);
      ClusterKit.Node d1 = kit.node("d1", config(0, ports, Optional.of(key), DETECT), 100);
      ClusterKit.Node d2 = kit.node("d2", config(1, ports, Optional.of(otherKey), DETECT), 150);
      await(d1.start());
      until("d1 is master", () -> d1.holds("web"));
      await(d2.start());
      until("both are told", () -> told(d1, key) && told(d2, otherKey));
      stays(
          "d1 is master, d2 beside it holds nothing",
          2000,
          () -> d1.holds("web") && !d2.holds("web"));
      assertThat(d1.view.nodes()).containsExactly("d1");
      assertThat(d2.view.nodes()).containsExactly("d2");
    }
  }

  private static boolean told(ClusterKit.Node node, Path file) {
    return node.events.stream()
        .anyMatch(
            text -> text.contains("127.0.0.1 has another cluster key than this node's " + file));
  }

  /** Opens connections of which every other says nothing and the rest talk rubbish. */
  private static final class Strangers {
    private final List<Integer> ports;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Socket> babblers = new ArrayList<>();
    private final Random random = new Random(1);

    Strangers(List<Integer> ports) {
      this.ports = ports;
    }

    /** Knocks until something is so, or for this long; returns the milliseconds it took. */
    long knock(long ms, BooleanSupplier enough) throws Exception {
      long begin = System.nanoTime();
      long end = begin + TimeUnit.MILLISECONDS.toNanos(ms);
      while (System.nanoTime() < end && !enough.getAsBoolean()) {
        for (int port : ports) {
          connect(port);
          connect(port).ifPresent(babblers::add);
        }
        babblers.forEach(this::babble);
        TimeUnit.MILLISECONDS.sleep(20);
      }
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }

    /** Nobody may be listening yet, or the door may be crowded. */
    private Optional<Socket> connect(int port) throws IOException {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        return Optional.of(socket);
      } catch (IOException refused) {
        return Optional.empty();
      }
    }

    private void babble(Socket socket) {
      byte[] bytes = new byte[1 + random.nextInt(64)];
      random.nextBytes(bytes);
      try {
        socket.getOutputStream().write(bytes);
      } catch (IOException shown) {
        // The door was shut.
      }
    }

    void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}

package org.lvsdirector.icmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Origin;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.dialogue.StreamProbe;
import org.lvsdirector.healthcheck.icmp.IcmpProbe;
import org.lvsdirector.healthcheck.kinds.Probers;
import org.lvsdirector.netlink.Namespace;

/** Pings and marks on a real kernel, in a namespace of its own. */
class IcmpKernelTest {
  private static final Origin MARKED =
      new Origin(Optional.empty(), Optional.empty(), OptionalInt.of(7));

  @Test
  void pingsByEitherKindOfSocket() throws Exception {
    Namespace.run(
        () -> {
          Namespace.command("ip", "addr", "add", "192.0.2.1/24", "dev", "v0");
          for (String groups : new String[] {"1\t0", "0\t2147483647"}) {
            Namespace.command("sysctl", "-q", "-w", "net.ipv4.ping_group_range=" + groups);
            assertThat(new KernelIcmpSockets().open(false).raw()).isEqualTo(groups.equals("1\t0"));
            Checker checker = new Checker();
            try {
              assertThat(checker.ping("127.0.0.1", Origin.ANY).text())
                  .matches("ping of 127\\.0\\.0\\.1: answered after \\d+ ms");
              assertThat(checker.ping("::1", Origin.ANY).ok()).as("::1").isTrue();
              ProbeResult from = checker.ping("127.0.0.1", source("192.0.2.1"));
              assertThat(from.ok()).as(from.text()).isTrue();
              ProbeResult by = checker.ping("127.0.0.1", device("lo"));
              assertThat(by.ok()).as(by.text()).isTrue();
              assertThat(checker.ping("127.0.0.1", source("192.0.2.7")).outcome())
                  .isEqualTo(Outcome.UNABLE);
              ProbeResult nobody = checker.ping("192.0.2.9", Origin.ANY);
              assertThat(nobody.outcome()).as(nobody.text()).isEqualTo(Outcome.FAILED);
            } finally {
              checker.close();
            }
          }
        });
  }

  @Test
  void packetsHaveTheMark() throws Exception {
    Namespace.run(
        () -> {
          // Marked packets find no way, not even to this machine itself.
          Namespace.command("ip", "rule", "add", "pref", "100", "lookup", "local");
          Namespace.command("ip", "rule", "del", "pref", "0");
          Namespace.command("ip", "rule", "add", "pref", "10", "fwmark", "7", "unreachable");
          Checker checker = new Checker();
          try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            StreamProbe connect =
                new StreamProbe(Optional.empty(), Optional.empty(), Optional.empty());
            int port = server.getLocalPort();
            ProbeResult plain = checker.probe("127.0.0.1", port, connect, Origin.ANY);
            assertThat(plain.ok()).as(plain.text()).isTrue();
            ProbeResult marked = checker.probe("127.0.0.1", port, connect, MARKED);
            assertThat(marked.outcome()).as(marked.text()).isEqualTo(Outcome.FAILED);
            assertThat(marked.text()).contains("no route to host");
            assertThat(checker.ping("127.0.0.1", Origin.ANY).ok()).isTrue();
            assertThat(checker.ping("127.0.0.1", MARKED).outcome()).isEqualTo(Outcome.FAILED);
          } finally {
            checker.close();
          }
        });
  }

  private static Origin source(String address) throws Exception {
    InetAddress literal = InetAddress.getByName(address);
    return new Origin(Optional.of(literal), Optional.empty(), OptionalInt.empty());
  }

  private static Origin device(String name) {
    return new Origin(Optional.empty(), Optional.of(name), OptionalInt.empty());
  }

  /** Its threads are in the namespace of the thread that makes it. */
  private static final class Checker {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final Probers probers = new Probers(vertx, new KernelIcmpSockets());

    ProbeResult ping(String address, Origin origin) throws Exception {
      return probe(address, 0, new IcmpProbe(), origin);
    }

    ProbeResult probe(String address, int port, Probe probe, Origin origin) throws Exception {
      Check check =
          new Check(probe, Duration.ofSeconds(20), Duration.ofSeconds(2), 2, 2).from(origin);
      Watch watch = new Watch(new InetSocketAddress(InetAddress.getByName(address), port), check);
      return probers
          .probe(watch)
          .toCompletionStage()
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    }

    void close() throws Exception {
      probers.close();
      vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }
}

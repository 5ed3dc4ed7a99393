package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Origin;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.kinds.Probers;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.tls.Tls;

/** Probes real servers, and says what came of it. */
final class Probing implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 15_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Probers probers = new Probers(vertx);

  /** The text of a success. */
  String ok(int port, Probe probe) throws Exception {
    ProbeResult result = probe(port, probe);
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.OK);
    return result.text();
  }

  /** The text of a failure. */
  String failed(int port, Probe probe) throws Exception {
    ProbeResult result = probe(port, probe);
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.FAILED);
    return result.text();
  }

  ProbeResult probe(int port, Probe probe) throws Exception {
    return Await.get(probers.probe(Watches.of(port, probe, TIMEOUT_MILLIS)));
  }

  /** As {@link #probe}, with little patience. */
  ProbeResult briefly(int port, Probe probe) throws Exception {
    return Await.get(probers.probe(Watches.of(port, probe, 500)));
  }

  /** As {@link #probe}, from a source address. */
  ProbeResult from(String source, int port, Probe probe) throws Exception {
    Watch watch = Watches.of(port, probe, TIMEOUT_MILLIS);
    Origin origin =
        new Origin(
            Optional.of(InetAddress.getByName(source)), Optional.empty(), OptionalInt.empty());
    return Await.get(probers.probe(new Watch(watch.target(), watch.check().from(origin))));
  }

  /** TLS that trusts one certificate, under one name. */
  static Optional<Tls> verified(Identity trusted, String name) {
    return Optional.of(
        new Tls(true, Optional.of(trusted.certificate()), Optional.of(name), Optional.empty(), 14));
  }

  /** A file with a secret. */
  static Path secret(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text + "\n");
  }

  @Override
  public void close() {
    probers.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

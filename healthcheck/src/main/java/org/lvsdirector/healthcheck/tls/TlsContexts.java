package org.lvsdirector.healthcheck.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what TLS needs, made once for each set of files and made anew when one of them changes.
 * Reading is done on worker threads.
 */
public final class TlsContexts {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Map<Kind, Future<Made>> made = new ConcurrentHashMap<>();

  /** Nothing is read before it is needed. */
  public TlsContexts(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * What to make connections from.
   *
   * @param protocols to offer by ALPN (RFC 7301), the best first; none = no ALPN
   * @return fails when a file cannot be read or is not what it should be
   */
  public Future<SslContext> of(Tls tls, List<String> protocols) {
    Kind kind = new Kind(tls.verify(), tls.authorities(), tls.identity(), protocols);
    Future<Made> future = made.compute(kind, (key, old) -> current(key, old));
    return future.map(Made::context);
  }

  private Future<Made> current(Kind kind, Future<Made> old) {
    if (old == null || old.failed()) {
      return vertx.executeBlocking(() -> make(kind), false);
    }
    if (!old.isComplete() || System.nanoTime() - old.result().checked < FRESH.toNanos()) {
      return old;
    }
    Made last = old.result();
    return vertx.executeBlocking(
        () -> times(kind).equals(last.times) ? new Made(last.context, last.times) : make(kind),
        false);
  }

  private static Made make(Kind kind) throws IOException {
    List<FileTime> times = times(kind);
    SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
    if (kind.verify) {
      kind.authorities.ifPresent(file -> builder.trustManager(file.toFile()));
    } else {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      builder.endpointIdentificationAlgorithm(null);
    }
    kind.identity.ifPresent(
        it -> builder.keyManager(it.certificates().toFile(), it.key().toFile()));
    if (!kind.protocols.isEmpty()) {
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              Protocol.ALPN,
              SelectorFailureBehavior.NO_ADVERTISE,
              SelectedListenerFailureBehavior.ACCEPT,
              kind.protocols));
    }
    return new Made(builder.build(), times);
  }

  private static List<FileTime> times(Kind kind) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (Path file : kind.files()) {
      times.add(Files.getLastModifiedTime(file));
    }
    return times;
  }

  private record Kind(
      boolean verify,
      Optional<Path> authorities,
      Optional<Tls.Identity> identity,
      List<String> protocols) {
    List<Path> files() {
      List<Path> files = new ArrayList<>();
      authorities.ifPresent(files::add);
      identity.ifPresent(it -> files.addAll(List.of(it.certificates(), it.key())));
      return files;
    }
  }

  private record Made(SslContext context, List<FileTime> times, long checked) {
    Made(SslContext context, List<FileTime> times) {
      this(context, times, System.nanoTime());
    }
  }
}

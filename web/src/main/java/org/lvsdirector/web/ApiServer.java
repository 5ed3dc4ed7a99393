package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of a node. Its start fails when the API would be open to strangers. */
public final class ApiServer extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ApiServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long FILES_MILLIS = 5000;
  private static final int LONGEST_LINE = 8192;

  private final Node node;
  private final ApiConfig config;
  private final Duration patience;
  private volatile Optional<Tokens> tokens = Optional.empty();
  private HttpServer server;
  private Services services;

  /** Serves the node where and to whom the configuration says; begins on deployment. */
  public ApiServer(Node node, ApiConfig config) {
    this(node, config, PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long a client may take for the head of a request
   */
  ApiServer(Node node, ApiConfig config, Duration patience) {
    this.node = node;
    this.config = config;
    this.patience = patience;
  }

  @Override
  public Future<?> start() {
    boolean beyond = !config.listen().address().isLoopbackAddress();
    boolean closed =
        config.tokensFile().isPresent() && (config.tls().isPresent() || config.insecure());
    if (beyond && !closed) {
      return Future.failedFuture(
          new IllegalStateException(
              "the API would be open to everyone who reaches "
                  + config.listen()
                  + "; set api.tokens-file and api.tls, or listen on a loopback address"));
    }
    return vertx
        .executeBlocking(this::makeTokens)
        .compose(
            read -> {
              tokens = read;
              return listen();
            })
        .onSuccess(listening -> watchFiles())
        .recover(failure -> Future.failedFuture(explain(failure)));
  }

  private Future<HttpServer> listen() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setReuseAddress(true)
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setDecompressionSupported(false)
            .setIdleTimeout((int) (12 * patience.toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return tls()
        .compose(
            tls -> {
              tls.ifPresent(it -> Certificates.into(options, it));
              server = vertx.createHttpServer(options);
              services =
                  new Services(
                      vertx,
                      node,
                      config,
                      () -> tokens,
                      new Sessions(InstantSource.system()),
                      this::url);
              Guard guard = new Guard(vertx, patience.toMillis(), config.rateLimit());
              guard.watch(server);
              return server
                  .requestHandler(Routes.of(vertx, services, guard))
                  .listen(config.listen().port(), Addresses.text(config.listen().address()));
            })
        .onSuccess(listening -> services.start());
  }

  private Future<Optional<ServerSSLOptions>> tls() {
    return config.tls().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : vertx.executeBlocking(() -> Optional.of(Certificates.read(config.tls().get())));
  }

  /** What the operator changes about tokens and certificates is in force without a word. */
  private void watchFiles() {
    List<Path> certificates = new ArrayList<>();
    config.tls().ifPresent(it -> certificates.addAll(List.of(it.certificate(), it.key())));
    config.tls().flatMap(it -> it.clientCa()).ifPresent(certificates::add);
    watch(certificates, "the API's certificate", this::reloadCertificates);
    watch(List.copyOf(config.tokensFile().stream().toList()), "the tokens", this::reloadTokens);
  }

  private void watch(List<Path> files, String what, Supplier<Future<Void>> then) {
    if (files.isEmpty()) {
      return;
    }
    FileWatch watch = new FileWatch(files);
    vertx.setPeriodic(
        FILES_MILLIS,
        id ->
            vertx
                .executeBlocking(watch::changed)
                .compose(changed -> changed ? then.get().map(true) : Future.succeededFuture(false))
                .onSuccess(
                    changed -> {
                      if (changed) {
                        log.info("read {} anew, which had changed", what);
                      }
                    })
                .onFailure(bad -> log.error("{} stay as they were: {}", what, bad.getMessage())));
  }

  /** Reads the certificate and its key again; those in force stay when that fails. */
  private Future<Void> reloadCertificates() {
    return vertx
        .executeBlocking(() -> Certificates.read(config.tls().orElseThrow()))
        .compose(server::updateSSLOptions)
        .mapEmpty();
  }

  /** Where the API is, as others reach it. */
  private String url() {
    if (config.url().isPresent()) {
      return config.url().get().replaceAll("/$", "");
    }
    if (config.listen().address().isAnyLocalAddress()) {
      return "";
    }
    String scheme = config.tls().isPresent() ? "https://" : "http://";
    return scheme + new Endpoint(config.listen().address(), port());
  }

  @Override
  public Future<?> stop() {
    if (services != null) {
      services.stop();
    }
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The port that is served, also where the configuration said 0. */
  public int port() {
    return server.actualPort();
  }

  /** Reads the tokens file again; the tokens in force stay when that fails. */
  public Future<Void> reloadTokens() {
    return vertx
        .executeBlocking(this::readTokens)
        .map(
            read -> {
              tokens = read;
              return null;
            });
  }

  private Optional<Tokens> makeTokens() throws IOException {
    if (config.tokensFile().isPresent()
        && new TokensFile(config.tokensFile().get()).createIfAbsent()) {
      log.info(
          "made {} with a token for an operator, which is in {}.local",
          config.tokensFile().get(),
          config.tokensFile().get());
    }
    return readTokens();
  }

  private Optional<Tokens> readTokens() throws IOException {
    return config.tokensFile().isPresent()
        ? Optional.of(new TokensFile(config.tokensFile().get()).read())
        : Optional.empty();
  }

  private Throwable explain(Throwable failure) {
    String why = String.valueOf(failure.getMessage());
    // The native transport throws an IOException of its own that only its text tells from others.
    if (!(failure instanceof BindException) && !why.startsWith("bind(")) {
      return failure;
    }
    Endpoint listen = config.listen();
    return new IOException(
        why.contains("in use")
            ? ("the API cannot listen on %s: port %d is taken; see who has it with 'ss -ltnp sport ="
                    + " :%d', or set api.listen to another")
                .formatted(listen, listen.port(), listen.port())
            : "the API cannot listen on %s: %s; set api.listen to an address of this machine"
                .formatted(listen, why),
        failure);
  }
}

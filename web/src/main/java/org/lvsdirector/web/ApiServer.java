package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of a node. Its start fails when the API would be open to strangers. */
public final class ApiServer extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ApiServer.class);

  private final Node node;
  private final ApiConfig config;
  private volatile Optional<Tokens> tokens = Optional.empty();
  private HttpServer server;
  private Live live;

  /** Serves the node where and to whom the configuration says; begins on deployment. */
  public ApiServer(Node node, ApiConfig config) {
    this.node = node;
    this.config = config;
  }

  @Override
  public Future<?> start() {
    boolean beyond = !config.listen().address().isLoopbackAddress();
    if (beyond && config.tokensFile().isEmpty()) {
      return Future.failedFuture(
          new IllegalStateException(
              "the API would be open to everyone who reaches "
                  + config.listen()
                  + "; set api.tokens-file, or listen on a loopback address"));
    }
    Access access = new Access(config, () -> tokens);
    return vertx
        .executeBlocking(() -> makeTokens())
        .compose(
            read -> {
              tokens = read;
              server =
                  vertx
                      .createHttpServer(new HttpServerOptions().setReuseAddress(true))
                      .requestHandler(Routes.of(vertx, node, access, overview()));
              return server.listen(
                  config.listen().port(), Addresses.text(config.listen().address()));
            })
        .recover(failure -> Future.failedFuture(explain(failure)));
  }

  private Overview overview() {
    EventFeed feed = new EventFeed();
    Members members = new Members(vertx, node, this::self, feed);
    Rows rows = new Rows(vertx, node);
    live = new Live(vertx, node, members, rows, feed);
    live.start();
    return new Overview(vertx, node, members, rows, live, feed);
  }

  private Self self() {
    return new Self(node.brief(), url(), ProcessUse.now(), node.series());
  }

  /** Where the API is, as others reach it. */
  private String url() {
    return server == null ? "" : "http://" + new Endpoint(config.listen().address(), port());
  }

  @Override
  public Future<?> stop() {
    if (live != null) {
      live.stop();
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
      log.info("made {} with a token for an operator", config.tokensFile().get());
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

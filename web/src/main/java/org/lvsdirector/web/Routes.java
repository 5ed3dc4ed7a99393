package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.web.metrics.Metrics;

/** The paths of the API. {@code openapi.json} beside this class describes them. */
final class Routes {
  private static final String API = "/api/v1";
  private static final long LARGEST_BODY = 1 << 20;
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");

  private final Vertx vertx;
  private final Node node;
  private final Services services;
  private final Access access;
  private final Router router;

  private Routes(Vertx vertx, Services services) {
    this.vertx = vertx;
    this.node = services.node;
    this.services = services;
    this.access = services.access;
    this.router = Router.router(vertx);
  }

  /** A router that answers for the node. */
  static Router of(Vertx vertx, Services services, Guard guard) {
    Routes routes = new Routes(vertx, services);
    routes.router.route().handler(guard::check).handler(routes::secure);
    routes.probes();
    routes.session();
    routes.metrics();
    routes.reads();
    routes.writes();
    Page.serve(vertx, routes.router);
    return routes.router;
  }

  private void probes() {
    router.get("/livez").handler(context -> Answers.text(context, 200, "ok"));
    router
        .get("/readyz")
        .handler(
            context -> {
              boolean ready = node.status().ready();
              Answers.text(context, ready ? 200 : 503, ready ? "ready" : "not ready");
            });
  }

  /** What browsers are told about every answer. */
  private void secure(RoutingContext context) {
    String others = services.origins.connectSources();
    context
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'self'; connect-src 'self'"
                + (others.isEmpty() ? "" : " " + others)
                + "; frame-ancestors 'none'; base-uri 'none'; form-action 'self'");
    context.next();
  }

  private void session() {
    router.route(API + "/*").handler(services.origins::check);
    router.route(API + "/*").handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
    router.route().failureHandler(context -> Problem.handle(context, context.statusCode()));
    for (int status : new int[] {404, 405, 400, 413}) {
      router.errorHandler(status, context -> Problem.handle(context, status));
    }
    read("/session", services.sessions::show);
    router.post(API + "/session").handler(services.sessions::logIn);
    router
        .delete(API + "/session")
        .handler(access.need(Role.VIEWER))
        .handler(services.sessions::logOut);
  }

  private void metrics() {
    router
        .get("/metrics")
        .handler(services.origins::check)
        .handler(access.need(Role.VIEWER))
        .handler(context -> Answers.large(vertx, context, Metrics.TYPE, services.metrics::scrape));
  }

  private void reads() {
    Overview overview = services.overview;
    read("/status", context -> Answers.json(vertx, context, node::status));
    read("/cluster", overview::cluster);
    read("/services", overview::services);
    read("/services/:service", overview::service);
    read("/services/:service/servers/:server", overview::server);
    read("/live", overview::live);
    read("/drains", context -> Answers.json(context, node.drains()));
    read("/events", overview::events);
    read("/connections", context -> ConnectionStream.open(vertx, context, node));
    read("/failovers", context -> Answers.json(context, node.failovers()));
    read(
        "/config",
        context ->
            node.configText()
                .onSuccess(text -> Answers.typed(context, "application/yaml").end(text))
                .onFailure(context::fail));
    read("/config/changes", context -> Answers.json(vertx, context, () -> node.configChanges()));
    read(
        "/snat/:address/:port",
        context ->
            node.snatOwners(snat(context))
                .onSuccess(owners -> Answers.json(context, owners))
                .onFailure(context::fail));
    String openApi = resource("openapi.json");
    read("/openapi.json", context -> Answers.typed(context, "application/json").end(openApi));
    router
        .post(API + "/plan")
        .handler(access.need(Role.VIEWER))
        .handler(
            context ->
                node.plan(String.valueOf(context.body().asString()))
                    .onSuccess(changes -> Answers.json(context, Map.of("changes", changes)))
                    .onFailure(context::fail));
  }

  private void writes() {
    Writes writes = new Writes(vertx, node, services.audit);
    write(HttpMethod.PATCH, "/services/:service/servers/:server", writes::server);
    write(HttpMethod.DELETE, "/services/:service/servers/:server", writes::removeServer);
    write(HttpMethod.POST, "/services/:service/servers", writes::addServer);
    write(HttpMethod.POST, "/services", writes::addService);
    write(HttpMethod.DELETE, "/services/:service", writes::removeService);
    write(HttpMethod.POST, "/failover", writes::failover);
    write(HttpMethod.POST, "/reload", writes::reload);
    write(HttpMethod.POST, "/config/save", writes::save);
  }

  private void read(String path, Handler<RoutingContext> handler) {
    router.get(API + path).handler(access.need(Role.VIEWER)).handler(handler);
  }

  private void write(
      HttpMethod method, String path, Function<RoutingContext, Future<Void>> action) {
    router
        .route(method, API + path)
        .handler(access.need(Role.OPERATOR))
        .handler(
            context -> {
              action
                  .apply(context)
                  .onSuccess(done -> done(context.response()))
                  .onFailure(context::fail);
            });
  }

  /** Without content, unless something was created. */
  private static void done(HttpServerResponse response) {
    if (response.getStatusCode() == 200) {
      response.setStatusCode(204);
    }
    response.end();
  }

  private static Endpoint snat(RoutingContext context) {
    String port = context.pathParam("port");
    return Addresses.parse(context.pathParam("address"))
        .filter(address -> PORT.matcher(port).matches() && Integer.parseInt(port) <= 65535)
        .map(address -> new Endpoint(address, Integer.parseInt(port)))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The path must end in an address and a port, such as 192.0.2.11/40001."));
  }

  private static String resource(String name) {
    try (InputStream in = Routes.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar of module web lacks " + name + "; build it anew");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

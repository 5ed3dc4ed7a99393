package org.lvsdirector.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;

/**
 * Turns away pages of strangers' origins, and on a loopback address names that only point there: a
 * browser would carry such requests into the machine (DNS rebinding). Pages of the other members
 * are no strangers: a page goes on with another node when its own is gone.
 */
final class Origins {
  private final ApiConfig config;
  private final Supplier<Collection<String>> members;

  /**
   * Of an API.
   *
   * @param members URLs of the other members' APIs, as far as they are known
   */
  Origins(ApiConfig config, Supplier<Collection<String>> members) {
    this.config = config;
    this.members = members;
  }

  /** Lets pass what comes from here, or from no page at all. */
  void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    if (authority == null) {
      Problem.send(context, Problem.of(400, "The request has no usable Host header.", "Host"));
      return;
    }
    String host = bare(authority.host());
    if (config.listen().address().isLoopbackAddress() && !isLocal(host)) {
      Problem.send(
          context,
          Problem.of(
              403,
              "Host %s is not this API's; ask for http://%s/.".formatted(host, config.listen()),
              "Host"));
      return;
    }
    String origin = request.getHeader("Origin");
    if (origin == null || isOwn(origin, host, port(authority, request))) {
      context.next();
    } else if (members.get().stream().anyMatch(url -> origin(url).equals(Optional.of(origin)))) {
      share(context, origin);
    } else {
      Problem.send(
          context,
          Problem.of(
              403, "Pages of origin " + printable(origin) + " may not use this API.", "Origin"));
    }
  }

  /** Lets a page of another member have the answer. It sends no cookies: they are not allowed. */
  private static void share(RoutingContext context, String origin) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    response
        .putHeader("Access-Control-Allow-Origin", origin)
        .putHeader("Access-Control-Expose-Headers", "ETag, Retry-After, X-Total-Count")
        .putHeader("Vary", "Origin");
    boolean preflight =
        request.method().equals(HttpMethod.OPTIONS)
            && request.getHeader("Access-Control-Request-Method") != null;
    if (preflight) {
      response
          .putHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE")
          .putHeader(
              "Access-Control-Allow-Headers",
              "Authorization, Content-Type, If-Match, Last-Event-ID, X-Requested-With")
          .putHeader("Access-Control-Max-Age", "600")
          .setStatusCode(204)
          .end();
    } else {
      context.next();
    }
  }

  /** Which other origins a page of this node may ask, as a source list of a policy. */
  String connectSources() {
    return members.get().stream()
        .flatMap(url -> origin(url).stream())
        .sorted()
        .distinct()
        .collect(Collectors.joining(" "));
  }

  static Optional<String> origin(String url) {
    try {
      URI uri = URI.create(url);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null
          ? Optional.of(
              uri.getScheme()
                  + "://"
                  + uri.getHost().toLowerCase(Locale.ROOT)
                  + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int port(HostAndPort authority, HttpServerRequest request) {
    return authority.port() > 0 ? authority.port() : request.isSSL() ? 443 : 80;
  }

  /** Behind a proxy that speaks TLS the scheme may differ. */
  private static boolean isOwn(String origin, String host, int port) {
    try {
      URI uri = URI.create(origin);
      boolean secure = "https".equals(uri.getScheme());
      boolean usual = uri.getPort() < 0 || uri.getPort() == (secure ? 443 : 80);
      boolean same = usual ? port == 80 || port == 443 : uri.getPort() == port;
      return uri.getHost() != null && host.equals(bare(uri.getHost())) && same;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean isLocal(String host) {
    return host.equals("localhost")
        || Addresses.parse(host)
            .filter(it -> it.isLoopbackAddress() || it.equals(config.listen().address()))
            .isPresent();
  }

  private static String printable(String text) {
    String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
    return plain.length() > 100 ? plain.substring(0, 100) + "…" : plain;
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }
}

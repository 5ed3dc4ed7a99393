package org.lvsdirector.web;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.web.Tokens.Token;

/** Who may do what: the origin of a request, its token, and the role a route asks for. */
final class Access {
  private static final String TOKEN = "lvs-director.token";

  private final ApiConfig config;
  private final Supplier<Optional<Tokens>> tokens;

  /** Asks the supplier on every request, so that tokens may change while the node runs. */
  Access(ApiConfig config, Supplier<Optional<Tokens>> tokens) {
    this.config = config;
    this.tokens = tokens;
  }

  /**
   * Turns away pages of other origins, and on a loopback address names that only point there: a
   * browser would carry such requests into the machine (DNS rebinding).
   */
  void checkOrigin(RoutingContext context) {
    HttpServerRequest request = context.request();
    HostAndPort authority = request.authority();
    if (authority == null) {
      Problem.send(context, Problem.of(400, "The request has no usable Host header."));
      return;
    }
    String host = bare(authority.host());
    if (config.listen().address().isLoopbackAddress() && !isLocal(host)) {
      Problem.send(
          context,
          Problem.of(
              403,
              "Host %s is not this API's; ask for http://%s/.".formatted(host, config.listen())));
      return;
    }
    String origin = request.getHeader("Origin");
    if (origin != null && !host.equals(hostOf(origin))) {
      Problem.send(
          context, Problem.of(403, "Pages of origin " + origin + " may not use this API."));
      return;
    }
    context.next();
  }

  /** Lets pass who holds a token of this role, or one that may do more. */
  Handler<RoutingContext> need(Role role) {
    return context -> {
      Optional<Tokens> known = tokens.get();
      if (known.isPresent()) {
        checkToken(context, known.get(), role);
      } else if (role == Role.VIEWER || config.insecure()) {
        context.next();
      } else {
        Problem.send(
            context,
            Problem.of(
                403,
                "Without tokens this API only shows; set api.tokens-file to a file of tokens (the"
                    + " node makes it when it is absent), or api.insecure: true to let everyone"
                    + " who can connect do everything."));
      }
    };
  }

  /** The name of the token that a request came with, or who it is otherwise. */
  static String who(RoutingContext context) {
    Token token = context.get(TOKEN);
    return (token == null ? "someone" : token.name()) + " at " + context.request().remoteAddress();
  }

  private static void checkToken(RoutingContext context, Tokens known, Role role) {
    String header = context.request().getHeader("Authorization");
    Optional<Token> token =
        header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
            ? known.find(header.substring(7).strip())
            : Optional.empty();
    if (token.isEmpty()) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"lvs-director\"");
      String what = header == null ? "needs a token" : "does not know this token";
      Problem.send(
          context,
          Problem.of(
              401,
              "The API " + what + "; send Authorization: Bearer with one of api.tokens-file."));
    } else if (!token.get().role().covers(role)) {
      Problem.send(
          context,
          Problem.of(
              403,
              "Token %s is a %s's; this takes the role %s."
                  .formatted(token.get().name(), token.get().role().label(), role.label())));
    } else {
      context.put(TOKEN, token.get());
      context.next();
    }
  }

  private boolean isLocal(String host) {
    return host.equals("localhost")
        || Addresses.parse(host)
            .filter(it -> it.isLoopbackAddress() || it.equals(config.listen().address()))
            .isPresent();
  }

  private static String hostOf(String origin) {
    try {
      String host = URI.create(origin).getHost();
      return host == null ? "" : bare(host);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String bare(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }
}

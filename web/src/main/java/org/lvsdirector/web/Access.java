package org.lvsdirector.web;

import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lvsdirector.config.ApiConfig;
import org.lvsdirector.web.Caller.By;
import org.lvsdirector.web.Tokens.Holder;

/** Who may do what: by whom a request is made, and the role that a route asks for. */
final class Access {
  /** What a page sends with each request that changes something; others' pages cannot. */
  static final String MARK = "lvs-director";

  private static final String CALLER = "lvs-director.caller";
  private static final int FAILURES = 10;
  private static final double FAILURES_PER_SECOND = 0.2;
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final ApiConfig config;
  private final Supplier<Optional<Tokens>> tokens;
  private final Sessions sessions;
  private final Throttle failures = new Throttle(FAILURES, FAILURES_PER_SECOND, System::nanoTime);

  /** Asks the supplier on every request, so that tokens may change while the node runs. */
  Access(ApiConfig config, Supplier<Optional<Tokens>> tokens, Sessions sessions) {
    this.config = config;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  /** Lets pass who has this role, or one that may do more. */
  Handler<RoutingContext> need(Role role) {
    return context -> {
      Optional<Caller> caller = identify(context);
      if (caller.isEmpty()) {
        return;
      }
      if (!caller.get().role().covers(role)) {
        Problem.send(context, Problem.of(403, tooLittle(caller.get(), role)));
      } else if (caller.get().by() == By.COOKIE
          && !SAFE.contains(context.request().method())
          && !MARK.equals(context.request().getHeader("X-Requested-With"))) {
        Problem.send(
            context,
            Problem.of(
                403,
                "A request that changes something by a session needs the header X-Requested-With: "
                    + MARK
                    + ".",
                "X-Requested-With"));
      } else {
        context.next();
      }
    };
  }

  private static String tooLittle(Caller caller, Role role) {
    return caller.by() == By.ANYONE
        ? "Without tokens this API only shows; set api.tokens-file to a file of tokens (the node"
            + " makes it when it is absent), or api.insecure: true to let everyone who can connect"
            + " do everything."
        : "Token %s is a %s's; this takes the role %s."
            .formatted(caller.name(), caller.role().label(), role.label());
  }

  /** Who makes a request that was let pass. */
  static Caller caller(RoutingContext context) {
    return context.get(CALLER);
  }

  /** Where a request comes from. */
  static String address(RoutingContext context) {
    return String.valueOf(context.request().remoteAddress().hostAddress());
  }

  /** Who makes a request; where that cannot be said it is answered. */
  private Optional<Caller> identify(RoutingContext context) {
    Optional<Tokens> known = tokens.get();
    Optional<Caller> caller =
        known.isPresent()
            ? identify(context, known.get())
            : Optional.of(
                Caller.anyone(config.insecure() ? Role.ADMIN : Role.VIEWER, address(context)));
    caller.ifPresent(it -> context.put(CALLER, it));
    return caller;
  }

  private Optional<Caller> identify(RoutingContext context, Tokens known) {
    String header = context.request().getHeader("Authorization");
    if (header != null) {
      return bearer(context, known, header);
    }
    Optional<Caller> certified =
        ClientCertificate.of(context)
            .flatMap(it -> known.certified(it.fingerprint(), it.commonName()))
            .map(holder -> Caller.of(holder, By.CERTIFICATE, address(context)));
    if (certified.isPresent()) {
      return certified;
    }
    Optional<Caller> cookie =
        cookie(context).flatMap(secret -> session(secret, known, By.COOKIE, address(context)));
    if (cookie.isEmpty()) {
      refuse(context, "needs a token");
    }
    return cookie;
  }

  private Optional<Caller> bearer(RoutingContext context, Tokens known, String header) {
    String address = address(context);
    if (!mayTry(context)) {
      return Optional.empty();
    }
    if (header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      String secret = header.substring(7).strip();
      Optional<Caller> caller =
          session(secret, known, By.SESSION, address)
              .or(() -> known.find(secret).map(holder -> Caller.of(holder, By.TOKEN, address)));
      if (caller.isPresent()) {
        return caller;
      }
    }
    failures.take(address);
    refuse(context, "does not know this token");
    return Optional.empty();
  }

  /** The holder of a session, as long as the token is good that it began with. */
  private Optional<Caller> session(String secret, Tokens known, By by, String address) {
    return sessions
        .find(secret)
        .flatMap(
            session ->
                known
                    .named(session.name(), session.hash())
                    .map(
                        it ->
                            new Caller(
                                it.name(), it.role(), by, it.hash(), session.expires(), address)));
  }

  /** The holder of a token that somebody logs in with; answers where it is none. */
  Optional<Holder> logIn(RoutingContext context, String secret) {
    if (!mayTry(context)) {
      return Optional.empty();
    }
    Optional<Holder> holder = tokens.get().flatMap(known -> known.find(secret));
    if (holder.isEmpty()) {
      failures.take(address(context));
      refuse(context, "does not know this token");
    }
    return holder;
  }

  /** Whether there is anything to log in with. */
  boolean hasTokens() {
    return tokens.get().isPresent();
  }

  /** The holder of this name and token. */
  Optional<Holder> named(String name, String hash) {
    return tokens.get().flatMap(known -> known.named(name, hash));
  }

  private boolean mayTry(RoutingContext context) {
    boolean may = failures.allows(address(context));
    if (!may) {
      context
          .response()
          .putHeader("Retry-After", Integer.toString((int) (1 / FAILURES_PER_SECOND)));
      Problem.send(
          context,
          Problem.of(429, "Too many wrong tokens came from your address; wait some seconds."));
    }
    return may;
  }

  private static void refuse(RoutingContext context, String why) {
    context.response().putHeader("WWW-Authenticate", "Bearer realm=\"lvs-director\"");
    Problem.send(
        context,
        Problem.of(
            401,
            "The API " + why + "; send Authorization: Bearer with one of api.tokens-file.",
            "Authorization"));
  }

  /** The name of the cookie: browsers share cookies between the ports of a host. */
  String cookieName(RoutingContext context) {
    return "lvs-director-" + context.request().localAddress().port();
  }

  /** What a request's cookie holds. */
  Optional<String> cookie(RoutingContext context) {
    return Optional.ofNullable(context.request().getCookie(cookieName(context)))
        .map(Cookie::getValue);
  }
}

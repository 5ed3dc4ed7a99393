package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ClusterSight.MemberSight;
import org.lvsdirector.web.Caller.By;
import org.lvsdirector.web.Tokens.Holder;

/**
 * Logs people in and out. A page is told keys for the other members too, each good for some minutes
 * at that member only, so that it can go on there when its own node is gone.
 */
final class SessionApi {
  private static final String TOPIC = "session";
  private static final Duration DAY = Duration.ofHours(12);
  private static final Duration MOMENT = Duration.ofMinutes(15);
  private static final Duration WITHIN = Duration.ofMillis(700);

  private final Vertx vertx;
  private final Node node;
  private final Access access;
  private final Sessions sessions;
  private final Members members;

  SessionApi(Vertx vertx, Node node, Access access, Sessions sessions, Members members) {
    this.vertx = vertx;
    this.node = node;
    this.access = access;
    this.sessions = sessions;
    this.members = members;
    node.peers()
        .answer(
            TOPIC, (asker, text) -> CompletableFuture.supplyAsync(() -> key(text), Runnable::run));
  }

  /**
   * What a member asks another: a key for someone who has shown it a token.
   *
   * @param hash of that token
   */
  private record Wish(String name, String hash) {}

  /** Only for a token that is good here too; what its holder may do is looked up here. */
  private List<String> key(String text) {
    try {
      Wish wish = Json.read(text, Wish.class);
      Holder holder =
          access
              .named(wish.name(), wish.hash())
              .orElseThrow(() -> new NoSuchElementException("knows no such token"));
      return List.of(sessions.begin(holder, MOMENT).secret());
    } catch (IOException garbled) {
      throw new IllegalArgumentException("does not understand the question", garbled);
    }
  }

  /**
   * Who is logged in.
   *
   * @param by cookie, session, token, certificate or anyone
   * @param expires null where it does not
   * @param logIn whether there are tokens to log in with
   * @param key for this node, where the caller came by a key that will expire; empty otherwise
   * @param peers the other members
   */
  record SessionDoc(
      String name,
      String role,
      String by,
      Instant expires,
      boolean logIn,
      String key,
      List<PeerKey> peers) {}

  /**
   * Another member.
   *
   * @param url of its API; empty where it told none
   * @param key to be sent there as a bearer token; empty where it gave none
   */
  record PeerKey(String node, String url, String key) {}

  void show(RoutingContext context) {
    Caller caller = Access.caller(context);
    String key =
        caller.by() == By.SESSION
            ? sessions
                .begin(new Holder(caller.name(), caller.role(), caller.hash(), ""), MOMENT)
                .secret()
            : "";
    answer(context, caller, key);
  }

  void logIn(RoutingContext context) {
    String token = Bodies.token(context);
    access
        .logIn(context, token)
        .ifPresent(
            holder -> {
              Sessions.Begun begun = sessions.begin(holder, DAY);
              context
                  .response()
                  .addCookie(cookie(context, begun.secret()).setMaxAge(DAY.toSeconds()));
              String address = Access.address(context);
              node.events().emit("login", holder.name(), holder + " logged in from " + address);
              answer(
                  context,
                  new Caller(
                      holder.name(),
                      holder.role(),
                      By.COOKIE,
                      holder.hash(),
                      begun.expires(),
                      address),
                  "");
            });
  }

  void logOut(RoutingContext context) {
    access
        .cookie(context)
        .ifPresent(
            secret -> {
              sessions.end(secret);
              context.response().addCookie(cookie(context, "").setMaxAge(0));
            });
    String header = context.request().getHeader("Authorization");
    if (header != null && header.length() > 7) {
      sessions.end(header.substring(7).strip());
    }
    context.response().setStatusCode(204).end();
  }

  private Cookie cookie(RoutingContext context, String value) {
    return Cookie.cookie(access.cookieName(context), value)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(context.request().isSSL())
        .setPath("/");
  }

  private void answer(RoutingContext context, Caller caller, String key) {
    peers(caller)
        .onSuccess(
            peers ->
                Answers.json(
                    context,
                    new SessionDoc(
                        caller.name(),
                        caller.role().label(),
                        caller.by().name().toLowerCase(Locale.ROOT),
                        caller.expires(),
                        access.hasTokens(),
                        key,
                        peers)))
        .onFailure(context::fail);
  }

  private Future<List<PeerKey>> peers(Caller caller) {
    ClusterSight sight = node.sight();
    Map<String, Future<String>> keys = new TreeMap<>();
    for (MemberSight member : sight.members()) {
      if (!member.node().equals(sight.node())) {
        keys.put(
            member.node(),
            caller.by() == By.ANYONE ? Future.succeededFuture("") : ask(member, caller));
      }
    }
    return members
        .look()
        .compose(seen -> Future.join(List.copyOf(keys.values())).otherwiseEmpty())
        .map(
            done -> {
              List<PeerKey> peers = new ArrayList<>();
              keys.forEach(
                  (name, key) ->
                      peers.add(
                          new PeerKey(
                              name,
                              members.urls().getOrDefault(name, ""),
                              key.succeeded() ? key.result() : "")));
              return peers;
            });
  }

  private Future<String> ask(MemberSight member, Caller caller) {
    String wish = Json.write(new Wish(caller.name(), caller.hash()));
    return Future.fromCompletionStage(
            node.peers().ask(member.node(), TOPIC, wish, WITHIN), vertx.getOrCreateContext())
        .map(lines -> lines.isEmpty() ? "" : lines.get(0));
  }
}

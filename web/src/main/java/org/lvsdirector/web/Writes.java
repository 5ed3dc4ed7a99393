package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lvsdirector.ServerChange;
import org.lvsdirector.ServerRow;

/** What changes something. The audit log gets an entry for each that is made or refused. */
final class Writes {
  private final Vertx vertx;
  private final Node node;
  private final Audit audit;

  Writes(Vertx vertx, Node node, Audit audit) {
    this.vertx = vertx;
    this.node = node;
    this.audit = audit;
  }

  /** Sets a server's weight or state, if it is as the caller has seen it. */
  Future<Void> server(RoutingContext context) {
    ServerChange change = Bodies.serverChange(context);
    String service = context.pathParam("service");
    String address = context.pathParam("server");
    String match = context.request().getHeader("If-Match");
    return row(service, address)
        .compose(
            before -> {
              if (match != null && !isMatched(match, before)) {
                throw new StaleException(service + "/" + address);
              }
              return audited(
                  context,
                  service + "/" + address,
                  before.map(Writes::text).orElse(""),
                  change.toString(),
                  () -> node.setServer(service, address, change));
            })
        .compose(done -> row(service, address))
        .map(
            after -> {
              after.ifPresent(row -> context.response().putHeader("ETag", row.etag()));
              return null;
            });
  }

  /** Moves a VIP group. */
  Future<Void> failover(RoutingContext context) {
    Bodies.Move move = Bodies.move(context);
    String master =
        node.sight().groups().stream()
            .filter(group -> group.name().equals(move.group()))
            .map(group -> group.master())
            .findFirst()
            .orElse("");
    return audited(
        context,
        move.group(),
        "master " + master,
        "master " + move.toNode().orElse("whoever is best") + (move.force() ? ", by force" : ""),
        () -> node.failover(move.group(), move.toNode(), move.force()));
  }

  /** Reads the configuration file again. */
  Future<Void> reload(RoutingContext context) {
    String self = node.sight().node();
    String before = "configuration " + node.brief().configHash();
    return audited(context, self, before, "as the file is now", node::reload);
  }

  private Future<Void> audited(
      RoutingContext context,
      String subject,
      String before,
      String after,
      Supplier<Future<Void>> change) {
    Caller caller = Access.caller(context);
    String action = context.request().method() + " " + context.request().path();
    return change
        .get()
        .onSuccess(made -> audit.made(caller, action, subject, before, after))
        .onFailure(why -> audit.refused(caller, action, subject, after, why.getMessage()));
  }

  private Future<Optional<ServerRow>> row(String service, String address) {
    return vertx.executeBlocking(
        () ->
            node.rows(Set.of(service)).stream()
                .flatMap(row -> row.servers().stream())
                .filter(server -> server.address().equals(address))
                .findFirst(),
        false);
  }

  /** As RFC 9110, section 13.1.1, has it; a star matches whatever is there. */
  private static boolean isMatched(String header, Optional<ServerRow> row) {
    List<String> tags = List.of(header.split("\\s*,\\s*", -1));
    return row.isPresent() && (tags.contains("*") || tags.contains(row.get().etag()));
  }

  private static String text(ServerRow row) {
    return "weight " + row.configuredWeight() + ", " + row.state();
  }
}

package org.lvsdirector.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lvsdirector.ServerChange;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.config.ConfigException;

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
    return changed(context, change.toString(), () -> node.setServer(service, address, change))
        .compose(done -> row(service, address))
        .map(
            after -> {
              after.ifPresent(row -> context.response().putHeader("ETag", row.etag()));
              return null;
            });
  }

  /** Adds a service. */
  Future<Void> addService(RoutingContext context) {
    String section = Sections.of(context, "a service");
    return added(context, section, () -> node.addService(section));
  }

  /** Adds a server to a service. */
  Future<Void> addServer(RoutingContext context) {
    String section = Sections.of(context, "a server");
    String service = context.pathParam("service");
    return added(context, section, () -> node.addServer(service, section));
  }

  private Future<Void> added(
      RoutingContext context, String section, Supplier<Future<String>> change) {
    String where = context.request().path();
    Caller caller = Access.caller(context);
    String action = context.request().method() + " " + where;
    return change
        .get()
        .recover(
            why ->
                Future.failedFuture(
                    why instanceof ConfigException unsound ? Sections.refusal(unsound) : why))
        .onSuccess(
            name -> {
              audit.made(caller, action, subject(context, name), "", "added " + section);
              context.response().setStatusCode(201).putHeader("Location", where + "/" + path(name));
            })
        .onFailure(
            why -> audit.refused(caller, action, subject(context, ""), section, why.getMessage()))
        .mapEmpty();
  }

  private static String subject(RoutingContext context, String name) {
    String service = context.pathParam("service");
    return service == null ? name : service + "/" + name;
  }

  private static String path(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** Takes a service out, if it is as the caller has seen it. */
  Future<Void> removeService(RoutingContext context) {
    String service = context.pathParam("service");
    return vertx
        .executeBlocking(() -> node.rows(Set.of(service)).stream().findFirst(), false)
        .compose(
            before -> {
              match(context, before.map(ServiceRow::etag), service);
              return audited(
                  context,
                  service,
                  before.map(row -> row.total() + " servers").orElse(""),
                  "removed",
                  () -> node.removeService(service));
            });
  }

  /** Takes a server out, if it is as the caller has seen it. */
  Future<Void> removeServer(RoutingContext context) {
    String service = context.pathParam("service");
    String address = context.pathParam("server");
    return changed(context, "removed", () -> node.removeServer(service, address));
  }

  /** Changes the server of the path, if it is as the caller has seen it. */
  private Future<Void> changed(
      RoutingContext context, String after, Supplier<Future<Void>> change) {
    String service = context.pathParam("service");
    String address = context.pathParam("server");
    String subject = service + "/" + address;
    return row(service, address)
        .compose(
            before -> {
              match(context, before.map(ServerRow::etag), subject);
              return audited(context, subject, before.map(Writes::text).orElse(""), after, change);
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

  /** Writes what operators changed into the configuration files. */
  Future<Void> save(RoutingContext context) {
    return vertx
        .executeBlocking(() -> node.configChanges().size(), false)
        .compose(
            count ->
                audited(
                    context,
                    node.sight().node(),
                    count + " not in the files",
                    "saved in the files of all members",
                    node::saveChanges));
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
  private static void match(RoutingContext context, Optional<String> etag, String subject) {
    String header = context.request().getHeader("If-Match");
    if (header == null) {
      return;
    }
    List<String> tags = List.of(header.split("\\s*,\\s*", -1));
    if (etag.isEmpty() || !(tags.contains("*") || tags.contains(etag.get()))) {
      throw new StaleException(subject);
    }
  }

  private static String text(ServerRow row) {
    return "weight " + row.configuredWeight() + ", " + row.state();
  }
}

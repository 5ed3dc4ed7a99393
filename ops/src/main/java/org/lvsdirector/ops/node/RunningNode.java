package org.lvsdirector.ops.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.Director;
import org.lvsdirector.EventLog;
import org.lvsdirector.Status;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.web.Node;

/** A director together with the file that it was configured by. */
final class RunningNode implements Node {
  private final Vertx vertx;
  private final Director director;
  private final Config started;
  private final NodeFile file;

  RunningNode(Vertx vertx, Director director, Config started, NodeFile file) {
    this.vertx = vertx;
    this.director = director;
    this.started = started;
    this.file = file;
  }

  @Override
  public Status status() {
    return director.status();
  }

  @Override
  public EventLog events() {
    return director.events();
  }

  @Override
  public Future<Void> failover(String group, Optional<String> toNode) {
    return director.failover(group, toNode);
  }

  @Override
  public Future<Void> setServer(
      String service, String server, Optional<Integer> weight, Optional<AdminState> state) {
    return director.setServer(service, server, weight, state);
  }

  @Override
  public Future<Void> reload() {
    return vertx.executeBlocking(file::read).compose(director::reload);
  }

  @Override
  public Future<List<String>> plan(String yaml) {
    return vertx.executeBlocking(() -> director.plan(file.parse(yaml, started.node())));
  }

  @Override
  public Future<String> configText() {
    return vertx.executeBlocking(file::text);
  }
}

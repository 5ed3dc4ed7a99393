package org.lvsdirector;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.Overrides.Target;
import org.lvsdirector.cluster.OverridesWire;
import org.lvsdirector.cluster.Presence;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.yaml.NotEditableException;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.RealServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators change while the cluster runs. A change is on all nodes, over their files, until
 * it is saved there; it outlives failovers, and by a state file restarts. What is added or removed
 * is shown to all members first, and refused where one of them could not carry it out. Calls come
 * from any thread.
 */
public final class Changes {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);
  private static final String CHECK = "changes-check";
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Director director;
  private final EventSink events;
  private final StateFile state;
  private final Saving saving;
  private volatile Config file;
  private volatile Overrides overrides;
  private volatile Optional<String> fault = Optional.empty();
  private Future<?> following = Future.succeededFuture();

  Changes(Director director, EventSink events, StateFile state, Config file) {
    this.director = director;
    this.events = events;
    this.state = state;
    this.overrides = state.kept();
    this.file = file;
    this.saving = new Saving(director, this);
  }

  /** The configuration file's, without what operators changed. */
  Config file() {
    return file;
  }

  /** Works the changes into another file from here on. */
  void use(Config next) {
    file = next;
  }

  /** All changes that are known. */
  Overrides overrides() {
    return overrides;
  }

  /** Takes in what was changed here or elsewhere, on the node's context. */
  void take(Overrides changed) {
    state.keep(changed);
    boolean moved = !changed.presences().equals(overrides.presences());
    overrides = changed;
    director.onOverrides();
    if (moved) {
      following =
          work(() -> inForce(file))
              .compose(config -> director.onContext(() -> director.reloading().put(config)));
    }
  }

  /** Begins to answer what other members ask. */
  void answer() {
    director
        .peers()
        .answer(
            CHECK,
            (asker, text) ->
                work(() -> {
                      Overrides proposed =
                          OverridesWire.decode(text.getBytes(StandardCharsets.UTF_8));
                      EditedFile.apply(file, overrides.merge(proposed));
                      return List.<String>of();
                    })
                    .toCompletionStage());
    saving.answer();
  }

  /** What is wrong with the changes on this node; empty when nothing is. */
  List<String> faults() {
    return Stream.concat(state.fault().stream(), fault.stream()).toList();
  }

  /**
   * Changes a real server.
   *
   * @param server its address and port, e.g. {@code 172.16.1.135:80}
   */
  public Future<Void> setServer(String service, String server, ServerChange change) {
    return director.onContext(
        () -> {
          RealServer configured =
              Pool.of(director.configuration(), Overrides.NONE).require(service, server);
          change
              .order(configured)
              .ifPresent(it -> director.drains().require(director.pool().service(service), it));
          ServerOverride before = overrides.of(service, server);
          return write(
              Map.of(new Target(service, server), change.after(before, configured)),
              service + "/" + server,
              change.toString());
        });
  }

  /**
   * Adds a service.
   *
   * @param section it, as a configuration file has it, in brackets
   * @return its name; fails with a {@link org.lvsdirector.config.ConfigException} where the section
   *     makes no sound configuration
   */
  public Future<String> addService(String section) {
    return work(() -> EditedFile.nameOfService(file, overrides, section))
        .compose(
            name -> {
              Map<Target, ServerOverride> values = withoutServers(name);
              values.put(new Target(name, ""), ServerOverride.of(new Presence.Added(section)));
              return propose(values, name, "added").map(name);
            });
  }

  /** Takes a service out. */
  public Future<Void> removeService(String name) {
    return director.onContext(
        () -> {
          director.pool().service(name);
          Map<Target, ServerOverride> values = withoutServers(name);
          values.put(new Target(name, ""), ServerOverride.of(new Presence.Removed()));
          return propose(values, name, "removed");
        });
  }

  /** What was changed of servers does not outlive their service. */
  private Map<Target, ServerOverride> withoutServers(String service) {
    Map<Target, ServerOverride> values = new HashMap<>();
    overrides.entries().keySet().stream()
        .filter(target -> target.service().equals(service))
        .forEach(target -> values.put(target, ServerOverride.NONE));
    return values;
  }

  /**
   * Adds a server to a service.
   *
   * @param section it, as a configuration file has it, in brackets
   * @return its address and port; fails as {@link #addService} does
   */
  public Future<String> addServer(String service, String section) {
    return director.onContext(
        () -> {
          director.pool().service(service);
          return work(() -> EditedFile.nameOfServer(file, overrides, service, section))
              .compose(
                  name ->
                      propose(
                              Map.of(
                                  new Target(service, name),
                                  ServerOverride.of(new Presence.Added(section))),
                              service + "/" + name,
                              "added")
                          .map(name));
        });
  }

  /** Takes a server out of its service. */
  public Future<Void> removeServer(String service, String server) {
    return director.onContext(
        () -> {
          director.pool().require(service, server);
          return propose(
              Map.of(new Target(service, server), ServerOverride.of(new Presence.Removed())),
              service + "/" + server,
              "removed");
        });
  }

  /** Makes changes that every member could carry out. */
  private Future<Void> propose(Map<Target, ServerOverride> values, String subject, String words) {
    Overrides next = overrides.write(director.configuration().node(), values);
    return work(() -> EditedFile.apply(file, next))
        .compose(sound -> askOthers(CHECK, next))
        .compose(agreed -> director.onContext(() -> write(values, subject, words)));
  }

  /**
   * Writes the changes into the configuration files of all members; then there are none any more.
   *
   * @return fails where a member cannot, and says why; then all is as it was
   */
  public Future<Void> save() {
    return saving.save();
  }

  /** Takes back what is in the files now, unless it was changed once more meanwhile. */
  Future<Void> forget(Overrides saved) {
    Map<Target, ServerOverride> values = new HashMap<>();
    saved.entries().entrySet().stream()
        .filter(it -> it.getValue().equals(overrides.entries().get(it.getKey())))
        .filter(it -> !it.getValue().value().equals(ServerOverride.NONE))
        .forEach(it -> values.put(it.getKey(), ServerOverride.NONE));
    return values.isEmpty()
        ? Future.succeededFuture()
        : write(values, director.configuration().node(), "saved in the files of all members");
  }

  Future<?> askOthers(String topic, Overrides overrides) {
    String text = new String(OverridesWire.encode(overrides), StandardCharsets.UTF_8);
    String self = director.configuration().node();
    List<Future<List<String>>> answers =
        director.views().sight().members().stream()
            .filter(member -> !member.node().equals(self))
            .map(
                member ->
                    Future.fromCompletionStage(
                        director.peers().ask(member.node(), topic, text, WITHIN)))
            .toList();
    return Future.join(answers);
  }

  /** On the node's context; done when this node has followed, and has it on its disk. */
  private Future<Void> write(Map<Target, ServerOverride> values, String subject, String words) {
    director.override(values);
    events.emit("server-changed", subject, "by an operator: " + words);
    return following.compose(followed -> director.onContext(state.written()));
  }

  /**
   * A file's configuration with what operators added and removed; as it is, where that cannot be
   * worked in.
   */
  Config inForce(Config some) {
    try {
      Config config = EditedFile.apply(some, overrides);
      fault = Optional.empty();
      return config;
    } catch (ConfigException | NotEditableException unsound) {
      String why = "what operators added or removed is not in force: " + unsound.getMessage();
      if (!fault.equals(Optional.of(why))) {
        log.error("{}", why);
      }
      fault = Optional.of(why);
      return some;
    }
  }

  <T> Future<T> work(Callable<T> work) {
    return director.getVertx().executeBlocking(work);
  }
}

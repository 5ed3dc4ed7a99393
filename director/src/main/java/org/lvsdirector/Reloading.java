package org.lvsdirector;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.netfilter.FullnatRules;
import org.lvsdirector.reconcile.Outcome;

/** Puts another configuration in force on a running node. Belongs to the node's context. */
record Reloading(Director director, EventSink events) {
  /** Completes when the rules have followed. */
  Future<Void> reload(Config next) {
    Config now = director.changes().file();
    Set<String> restart = Reload.needsRestart(now, Reload.forRole(next));
    Config merged = Reload.forRole(Reload.merge(now, next));
    // Where another file is still to come into force, this one comes after it.
    boolean same = Objects.equals(merged, now) && Objects.equals(merged, director.configuration());
    return (same ? counted(() -> follow(merged)) : take(merged))
        .map(
            made -> {
              events.emit("reloaded", merged.node(), Reload.words(next, restart) + made);
              director.report();
              return null;
            });
  }

  private Future<String> take(Config merged) {
    // Before the work: what operators add meanwhile is worked into this file, too.
    director.changes().use(merged);
    return director
        .changes()
        .work(() -> director.changes().inForce(merged))
        .compose(inForce -> counted(() -> put(inForce)));
  }

  /** How the rules follow something, in words. */
  private Future<String> counted(Supplier<Future<Outcome>> something) {
    long before = director.rooms().reconciler().outcome().changes();
    return something.get().map(outcome -> Reload.words(outcome, before));
  }

  /** Wants what is configured, and waits for the rules to follow. */
  Future<Outcome> put(Config merged) {
    // First of all, so that no service that stays is without its rules for a moment.
    return director
        .onContext(director.rooms().netfilter().want(FullnatRules.of(merged)))
        .compose(filtered -> follow(merged));
  }

  private Future<Outcome> follow(Config merged) {
    Rooms rooms = director.rooms();
    Promise<Outcome> followed = Promise.promise();
    Consumer<Outcome> then = outcome -> director.run(() -> followed.complete(outcome));
    if (Objects.equals(merged, director.configuration())) {
      // Whoever reloads an unchanged file wants to see that all is as it says.
      rooms.reconciler().look(then);
      return director.keepKernelSettings().compose(kept -> followed.future());
    }
    Pool pool = director.use(merged);
    rooms.keeper().update(merged.vipGroups().stream().map(VipGroup::held).toList());
    return director
        .keepKernelSettings()
        .compose(kept -> rooms.checking().watch(pool))
        .onSuccess(watching -> rooms.reconciler().want(rooms.wanted(pool), then))
        .compose(wanting -> followed.future());
  }
}

package org.lvsdirector;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.lvsdirector.address.AddressKeeper;
import org.lvsdirector.config.OnStop;
import org.lvsdirector.drain.Drains;
import org.lvsdirector.netfilter.Netfilter;
import org.lvsdirector.reconcile.Reconciler;
import org.lvsdirector.reconcile.Wanted;

/** The rooms that act on this machine: its checks, packet filter, rules and addresses. */
record Rooms(
    Checking checking,
    Netfilter netfilter,
    Reconciler reconciler,
    AddressKeeper keeper,
    Drains drains) {

  void start() {
    keeper.start();
    netfilter.start();
    reconciler.start();
  }

  /** Which rules shall be in force, by what checks, packet filter and drains say now. */
  Wanted wanted(Pool pool) {
    return drains.amend(pool.wanted(checking.decided(), netfilter.outcome()));
  }

  /** Lets the rules follow what has changed. */
  void follow(Pool pool) {
    reconciler.want(wanted(pool));
  }

  /** Ends all of them, the addresses first. */
  Future<Void> close(Vertx vertx, OnStop onStop) {
    return checking.close().compose(quiet -> vertx.executeBlocking(() -> closeBlocking(onStop)));
  }

  private Void closeBlocking(OnStop onStop) {
    keeper.close(true);
    drains.close();
    if (onStop == OnStop.REMOVE_RULES) {
      reconciler.closeAndRemove();
      netfilter.closeAndRemove();
    } else {
      reconciler.close();
      netfilter.close();
    }
    return null;
  }
}

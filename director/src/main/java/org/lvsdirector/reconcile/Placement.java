package org.lvsdirector.reconcile;

import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.OnDown;

/** What the pool shall do with a server, once operator and health have spoken. */
public sealed interface Placement {
  /**
   * New connections by weight.
   *
   * @param weight as configured or as the operator changed it
   */
  record Serve(int weight) implements Placement {}

  /**
   * Nothing is known yet: a destination that is in the kernel already (from before a restart) keeps
   * its weight, a new one gets no traffic.
   */
  record Undecided() implements Placement {}

  /**
   * New connections only of clients that belong to it by persistence; those it has go on.
   *
   * @param weight above 0: a server of weight 0 loses those clients, too
   */
  record Sticky(int weight) implements Placement {}

  /** No new connections; those it has go on. */
  record Quiesce() implements Placement {}

  /** Out of the pool. */
  record Absent() implements Placement {}

  /** The operator's word first, then the health. */
  static Placement of(AdminState state, HealthState health, OnDown onDown, int weight) {
    return switch (state) {
      case DOWN -> new Absent();
      case DRAIN -> new Quiesce();
      case UP ->
          switch (health) {
            case UP -> new Serve(weight);
            case UNKNOWN -> new Undecided();
            case DOWN -> onDown == OnDown.DELETE ? new Absent() : new Quiesce();
          };
    };
  }
}

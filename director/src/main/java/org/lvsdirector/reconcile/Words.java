package org.lvsdirector.reconcile;

import org.lvsdirector.dataplane.Change;

/** Changes in words, for events, plans and errors. */
public final class Words {
  private Words() {}

  /** One line that says what a change does, e.g. {@code set 10.0.0.1:80 in tcp …: weight 0}. */
  public static String of(Change change) {
    if (change instanceof Change.AddService add) {
      return "add service " + add.key() + " " + add.service().scheduler();
    }
    if (change instanceof Change.SetService set) {
      return "set service " + set.key() + " " + set.service().scheduler();
    }
    if (change instanceof Change.DeleteService delete) {
      return "delete service " + delete.key();
    }
    if (change instanceof Change.AddDestination add) {
      return "add " + add.destination().endpoint() + " to " + weight(add.key(), add.destination());
    }
    if (change instanceof Change.SetDestination set) {
      return "set " + set.destination().endpoint() + " in " + weight(set.key(), set.destination());
    }
    Change.DeleteDestination delete = (Change.DeleteDestination) change;
    return "delete " + delete.endpoint() + " from " + delete.key();
  }

  private static String weight(Object key, org.lvsdirector.dataplane.Destination destination) {
    return key + ": " + destination.method() + ", weight " + destination.weight();
  }
}

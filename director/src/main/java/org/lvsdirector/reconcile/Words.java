package org.lvsdirector.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.model.Timeouts;

/** Changes in words, for events, plans and errors. */
public final class Words {
  private Words() {}

  /** One line that says what a change does, e.g. {@code set 10.0.0.1:80 in tcp …: weight 0}. */
  public static String of(Change change) {
    if (change instanceof Change.SetTimeouts set) {
      return "set timeouts " + of(set.timeouts());
    }
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

  private static String of(Timeouts timeouts) {
    List<String> set = new ArrayList<>();
    note(set, "tcp", timeouts.tcp());
    note(set, "tcpfin", timeouts.tcpFin());
    note(set, "udp", timeouts.udp());
    return String.join(", ", set);
  }

  private static void note(List<String> set, String name, int seconds) {
    if (seconds != 0) {
      set.add(name + " " + seconds + " s");
    }
  }

  private static String weight(Object key, Destination destination) {
    String tunnel = destination.tunnel().isPlain() ? "" : " " + destination.tunnel();
    return key + ": " + destination.method() + tunnel + ", weight " + destination.weight();
  }
}
